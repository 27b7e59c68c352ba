"""Letters that go out, and calendar files that go along."""
