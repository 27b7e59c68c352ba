"""What is printed before a session: for whoever hosts it, for everybody who comes, and for when phones fail."""
