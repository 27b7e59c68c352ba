"""The action log."""

from __future__ import annotations

from server.record.lists import binding

READER = binding.reader(
    "actions",
    "Action log",
    "For the organiser: who said they would do what by when, how it stands, and what it goes back to.",
    "Nobody has said yet what they will do. Actions stand here once a step asks who does what by when.",
    (binding.ACTIONS, binding.PATHS),
    "xlsx",
    "csv",
)
