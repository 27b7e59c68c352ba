"""Pages and the organiser's routes."""
