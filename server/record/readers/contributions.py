"""All contributions."""

from __future__ import annotations

from server.record.lists import binding

READER = binding.reader(
    "contributions",
    "All contributions",
    "For the organiser: every line with its number, its group, what it comes from, its scores and the answers to it.",
    "Nobody has written anything yet that all may read. Lines stand here once a step has ended.",
    (binding.WORDS, binding.OUTPUTS, binding.RESERVATIONS, binding.COUNTS, binding.REQUESTS),
    "xlsx",
    "csv",
)
