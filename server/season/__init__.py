"""Over many sessions: communities with their people, and series of meetings that share people and outputs."""
