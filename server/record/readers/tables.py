"""The organiser's workbook: every table of the record."""

from __future__ import annotations

from server.record.lists import binding

READER = binding.reader(
    "tables",
    "All tables",
    "For the organiser: one workbook with the actions, who came, every contribution, scores, reservations and the run.",
    "Nothing has been said or done yet. The tables fill as the session runs.",
    (
        binding.SESSIONS, binding.ACTIONS, binding.PEOPLE, binding.ROLES, binding.WORDS,
        binding.OUTPUTS, binding.RESERVATIONS, binding.COUNTS, binding.REQUESTS, binding.PATHS, binding.RUN,
        binding.STEPS,
    ),
    "xlsx",
)  # fmt: skip
