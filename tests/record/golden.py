"""The golden records: each structure played by a few simulated people, its record as Markdown in `golden/`. A change to
what records say is then seen in review. `python -m tests.record.golden` writes them anew, and with them the example
record and the schema in docs/."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter

from server.record import FORMATS, Record, build, write
from server.record.forms.data import schema
from server.rehearsal.play import Play
from structures import catalogue
from tests.pilot import one_item

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).resolve().parent / "golden"
EXAMPLE = ROOT / "docs" / "example"
SCHEMA = ROOT / "docs" / "record.schema.json"
PEOPLE = 6
BEGINS = datetime.datetime(2026, 11, 5, 10, tzinfo=datetime.UTC)


def written(slug: str) -> bytes:
    """The record of one structure, played from a fixed seed."""
    play = Play(one_item(slug), PEOPLE, 1, BEGINS, anyway=True)
    play.run()
    return write(build(play.entries, play.names), "md")


def files() -> Iterator[tuple[Path, bytes]]:
    """Every golden record, and the schema."""
    for slug in sorted(catalogue()):
        yield GOLDEN / f"{slug}.md", written(slug)
    yield SCHEMA, (json.dumps(schema(), indent=2) + "\n").encode()


def example() -> Iterator[tuple[Path, bytes]]:
    """The other forms of the example record, from its data."""
    kept = json.loads((EXAMPLE / "record.json").read_bytes())
    record = TypeAdapter(Record).validate_python(kept["sessions"][0]["record"])
    for form in FORMATS:
        yield EXAMPLE / f"record.{form}", write(record, form)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    wanted = dict([*files(), *example()])
    for old in set(GOLDEN.iterdir()) - set(wanted):
        old.unlink()
    for path, content in wanted.items():
        path.write_bytes(content)
