"""Measurements of a running server and of the pure core. See README.md; nothing here is a test."""
