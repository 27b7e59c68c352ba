"""Who came."""

from __future__ import annotations

from server.record.lists import binding

READER = binding.reader(
    "attendance",
    "Attendance",
    "For the organiser: who came to which session, and how many of each role.",
    "Nobody has come yet. People stand here once they have taken a seat.",
    (binding.PEOPLE, binding.ROLES, binding.SESSIONS),
    "xlsx",
    "csv",
)
