"""What is kept and how it goes: erasing for real, retention, backups, one's own words to take away."""
