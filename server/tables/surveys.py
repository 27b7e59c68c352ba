"""Surveys, and answers that say nothing of who gave them."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, PrimaryKeyConstraint, String, Table, Text

from server.tables.schema import metadata

# A survey of a community, about a series or one meeting. `form`: its questions as they were when it was made, as JSON.
surveys = Table(
    "surveys",
    metadata,
    Column("id", String(22), primary_key=True),
    Column("community", String(22), ForeignKey("communities.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("series", String(22), ForeignKey("series.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("meeting", String(22), ForeignKey("meetings.id", ondelete="SET NULL"), nullable=True, index=True),
    Column("form", Text, nullable=False),
    Column("created_at", Double, nullable=False),
)

# `before` or `after`, once it was opened. `results`: what may be told, as JSON, reckoned once, when it is closed.
waves = Table(
    "waves",
    metadata,
    Column("survey", String(22), ForeignKey("surveys.id", ondelete="CASCADE"), nullable=False),
    Column("wave", String(6), nullable=False),
    Column("opened_at", Double, nullable=False),
    Column("closed_at", Double, nullable=True),
    Column("results", Text, nullable=True),
    PrimaryKeyConstraint("survey", "wave"),
)

# `who`: made from the survey and a person (or words of their own) with the house's key, which is not in the database;
# the same before and after. `phone`: made likewise from the phone of somebody without a link of their own, so that
# nobody else writes over their answers. No instant and no order of arrival: rows lie in the order of `who`, by chance.
survey_answers = Table(
    "survey_answers",
    metadata,
    Column("survey", String(22), ForeignKey("surveys.id", ondelete="CASCADE"), nullable=False),
    Column("wave", String(6), nullable=False),
    Column("who", String(64), nullable=False),
    Column("phone", String(64), nullable=False),
    Column("answers", Text, nullable=False),
    PrimaryKeyConstraint("survey", "wave", "who"),
    sqlite_with_rowid=False,
)
