"""`tingsha export`."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click

from server.cli.database import must_be_there, told
from server.cli.files import FOLDER, put
from server.cli.settling import settle
from server.cli.table import table
from server.live import codec
from server.live.codes import read_code
from server.log import Log, StoredSession
from server.record.readers import READERS, take
from server.record.taking import Choice, NothingToTake, Reader, Source
from server.season.communities import Communities
from server.season.meetings import Meetings, Series
from server.takeaway.material import Material, Of, source_of
from server.takeaway.source import Sources
from server.web.naming import file_name

ALL = "all"
OWN = "participant"
"""Takes their own words, from their own page."""
FOR = [slug for slug in READERS if slug != OWN]
USUAL = "facilitator"


@click.command()
@click.argument("session", required=False)
@click.option("--series", help="A whole series instead: COMMUNITY/SERIES, by their titles or parts of them.")
@click.option("--for", "whom", type=click.Choice([*FOR, ALL]), default=USUAL, show_default=True, help="Who reads it.")
@click.option("--format", "form", help="In which form; all: in each.  [default: the reader's usual one]")
@click.option("--sections", help="What goes in, by the names of its sections, with commas between.")
@click.option("--questions", help="Which parts, by their numbers: 2,5. Of a series with the session: 1:2,3:5.")
@click.option("--template", type=click.Path(dir_okay=False, path_type=Path), help="Your own Word file.")
@click.option("--out", type=FOLDER, help="Write it into this folder, named for the session and its day.")
@click.option("--database", help="An SQLite file, or the URL of a PostgreSQL database.  [default: tingsha.sqlite3]")
def export(
    session: str | None,
    series: str | None,
    whom: str,
    form: str | None,
    sections: str | None,
    questions: str | None,
    template: Path | None,
    out: Path | None,
    database: str | None,
) -> None:
    """Take the record of a session or a series away.

    No server is needed, and one that runs is not disturbed.

    SESSION is its join code, its id, or a part of its title that no other session has. With none, the sessions are
    listed. Without --out, the record goes to standard output.

    With --template, a Word file of your own gives the styles, heads and feet to --format docx.

    \b
    tingsha export
    tingsha export wren-maple-coin-527
    tingsha export 'our situation' --for board --format docx --out records
    tingsha export 'our situation' --for board --format docx --template letterhead.docx --out records
    tingsha export --series 'medicines/breakthrough' --for all --out records
    tingsha export 'our situation' --format md --sections left,promises --questions 2,5
    """
    wanted = list(_wanted(whom, form))
    if len(wanted) > 1 and (session or series) and not out:
        raise click.UsageError(f"That makes {len(wanted)} files. Say where they go: --out FOLDER.")
    url = settle(False, {"database": database} if database else {}).database
    must_be_there(url)
    try:
        with told(url):
            rows, found = asyncio.run(_read(url, session, series))
    except codec.UnknownKind as newer:
        raise click.ClickException(str(newer)) from None
    if found is None:
        click.echo("\n".join(_list(rows)) if rows else "There are no sessions yet.")
        return
    material, made_at = found
    choice = Choice(sections=_sections(wanted, sections), questions=frozenset(_questions(questions)))
    files = dict(_made(source_of(material), wanted, choice, template, material.title, made_at))
    if out:
        for path in put(out, files):
            click.echo(path)
    for written in () if out else files.values():
        if sys.stdout.isatty() and b"\0" in written:
            raise click.UsageError("This is no text. Say where it goes: --out FOLDER.")
        click.echo(written, nl=False)


def _wanted(whom: str, form: str | None) -> Iterator[tuple[Reader, str]]:
    """Each reader and form that is asked for. Raises click.UsageError."""
    for reader in [READERS[slug] for slug in FOR] if whom == ALL else [READERS[whom]]:
        if form is not None and form != ALL and form not in reader.forms and whom != ALL:
            known = ", ".join([*reader.forms, ALL])
            raise click.UsageError(f"There is no form '{form}' for {reader.slug}. There is: {known}.")
        names = reader.forms if form == ALL or (whom == ALL and form is None) else [form or next(iter(reader.forms))]
        yield from ((reader, name) for name in names if name in reader.forms)


def _sections(wanted: Sequence[tuple[Reader, str]], typed: str | None) -> frozenset[str] | None:
    """Raises click.UsageError."""
    if typed is None:
        return None
    names = frozenset(filter(None, (name.strip() for name in typed.split(","))))
    known = dict.fromkeys(switch.name for reader, _ in wanted for switch in reader.switches)
    if unknown := names - known.keys():
        raise click.UsageError(f"There is no section '{min(unknown)}'. There is: {', '.join(known)}.")
    return names


def _questions(typed: str | None) -> Iterator[str]:
    """Parts by session and number. Raises click.UsageError."""
    for one in (typed or "").split(","):
        number, colon, part = one.strip().partition(":")
        if one.strip():
            if not (number.isdecimal() and (part.isdecimal() or not colon)):
                raise click.UsageError(f"'{one}' is no part. A part is a number, such as 2; of a series such as 1:2.")
            yield one.strip() if colon else f"1:{number}"


def _made(
    source: Source,
    wanted: Sequence[tuple[Reader, str]],
    choice: Choice,
    template: Path | None,
    title: str,
    made_at: float,
) -> Iterator[tuple[str, bytes]]:
    """Each file by its name. Of several, those that there is nothing for are left out, and it is said. Raises
    click.ClickException."""
    for reader, form in wanted:
        try:
            written, suffix = _written(source, reader, form, choice, template)
        except NothingToTake as nothing:
            if len(wanted) == 1:
                raise click.ClickException(str(nothing)) from None
            click.echo(f"{reader.slug}, {form}: {nothing}", err=True)
            continue
        yield f"{file_name(title, reader.slug, made_at)}.{suffix}", written


def _written(source: Source, reader: Reader, form: str, choice: Choice, template: Path | None) -> tuple[bytes, str]:
    """What a reader takes, and how its name ends. Raises NothingToTake or click.ClickException."""
    if template is None or form != "docx" or reader.document is None:
        taken = take(source, reader.slug, form, choice)
        return taken.written, taken.suffix
    from server.record.forms import docx
    from server.record.forms.word_styles import NotATemplate

    try:
        return docx.write(reader.document(source, choice), template.read_bytes()), "docx"
    except OSError as failure:
        raise click.ClickException(f"{template} cannot be read: {failure.strerror}.") from None
    except NotATemplate as wrong:
        raise click.ClickException(str(wrong) or f"{template} is no Word file.") from None


async def _read(
    url: str, wanted: str | None, series: str | None
) -> tuple[list[StoredSession], tuple[Material, float] | None]:
    """Every session; and, when a record is wanted, what it is made from and when it began."""
    log = await Log.open(url)
    try:
        rows = await log.sessions()
        sources = Sources(log, Meetings(log, time.time))
        if series is not None:
            of = Of("series", (await _series(log, series)).id)
        elif wanted is not None:
            of = Of("session", find(rows, wanted).id)
        else:
            return rows, None
        return rows, (await sources.material(of, whole=True), (await sources.title(of))[1])
    finally:
        await log.close()


async def _series(log: Log, wanted: str) -> Series:
    """The series of that community and title. Raises click.ClickException."""
    names = {one.id: one.name for one in await Communities(log, time.time).all()}
    every = await Meetings(log, time.time).of()
    whose, _, title = wanted.rpartition("/")
    found = [
        one
        for one in every
        if wanted == one.id or (_holds(one.title, title) and _holds(names.get(one.community, ""), whose))
    ]
    if len(found) == 1:
        return found[0]
    says = f"{len(found)} series fit '{wanted}'." if found else f"There is no series '{wanted}'."
    known: Mapping[str, str] = {f"{names.get(one.community, '')}/{one.title}": one.id for one in found or every}
    raise click.ClickException("\n".join([f"{says} There is:" if known else says, *known]))


def _holds(text: str, part: str) -> bool:
    return part.strip().casefold() in text.casefold()


def find(rows: Sequence[StoredSession], wanted: str) -> StoredSession:
    """The session of that id, that join code, or the one with that in its title. Raises click.ClickException."""
    sure = [row for row in rows if wanted == row.id or read_code(wanted) == row.code]
    named = [row for row in rows if wanted.casefold() in row.title.casefold()]
    if len(sure or named) == 1:
        return (sure or named)[0]
    if named:
        says = f"{len(named)} sessions have '{wanted}' in their titles. Name one by its code:"
    else:
        says = f"There is no session '{wanted}'. There is:" if rows else "There are no sessions yet."
    raise click.ClickException("\n".join([says, *_list(named or rows)]))


def _list(rows: Sequence[StoredSession]) -> list[str]:
    days = [f"{datetime.fromtimestamp(row.created_at):%Y-%m-%d %H:%M}" for row in rows]
    lines = [[day, row.code, row.title, row.id] for day, row in zip(days, rows, strict=True)]
    return list(table(["made", "code", "title", "id"], lines)) if lines else []
