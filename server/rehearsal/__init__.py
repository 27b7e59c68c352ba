"""Simulated people: for rehearsing a script before the day, and for filling a room to practise in.

They see what phones see and nothing more: they act on parts, as a person acts on a screen.
"""
