"""Live sessions: one inbox and one writer each, the clock, presence, and publishing what changed."""
