"""What people said they would do, and what became of it."""
