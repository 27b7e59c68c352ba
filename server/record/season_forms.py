"""The record of a series as files: Markdown and a page to read, JSON for programs.

Each session's own record stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import orjson

from server.record import page, wording
from server.record.markdown import safe
from server.record.record import Output
from server.record.season import Hop, Path, Season

VERSION = 1
_AS = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS
_HOW = {
    "part of": "part of",
    "grew out of": "grew out of",
    "comes from": "comes from",
    "with before us": "with this before us:",
}


def as_markdown(season: Season) -> bytes:
    return ("\n".join(_lines(season)).rstrip() + "\n").encode()


def as_json(season: Season) -> bytes:
    """The paths and what the sessions left; the whole of each session is in its own record."""
    sessions = [
        {
            "number": number,
            "title": record.title,
            "began": record.began,
            "people": record.people,
            "contributed": record.contributed,
            "roles": record.roles,
            "left": [_left(output) for output in record.outputs],
        }
        for number, record in season.sessions.items()
    ]
    said = {"title": season.title, "sessions": sessions, "paths": season.paths, "returned": season.returned}
    return orjson.dumps({"version": VERSION, "season": said}, option=_AS)


def as_page(season: Season) -> bytes:
    return page.rendered("season.html", season=season, HOW=_HOW, as_far_as_the_first=_as_far_as_the_first)


FORMATS: Mapping[str, tuple[Callable[[Season], bytes], str]] = {
    "md": (as_markdown, "text/markdown; charset=utf-8"),
    "json": (as_json, "application/json"),
    "html": (as_page, "text/html; charset=utf-8"),
}
"""Each format's writer and media type."""


def _left(output: Output) -> dict[str, object]:
    lines = [{"ref": voice.word.ref, "text": voice.word.text} for voice in output.lines]
    return {"name": output.name, "title": output.title, "lines": lines}


def _lines(season: Season) -> Iterator[str]:
    yield f"# {safe(season.title)}"
    yield ""
    yield "| | Session | When | Came | Had been before | What it left |"
    yield "| ---: | --- | --- | ---: | ---: | --- |"
    for number, record in season.sessions.items():
        left = ", ".join(f"{safe(output.title)} ({len(output.lines)})" for output in record.outputs) or "—"
        again = str(season.returned.get(number, "—"))
        day = wording.day(record.began).partition(",")[0] or "—"
        yield f"| {number} | {safe(record.title)} | {day} | {record.people} | {again} | {left} |"
    yield ""
    if season.paths:
        yield "## What we said we would do, and what it goes back to"
        yield ""
    for path in season.paths:
        yield from _path(path)
    yield "---"
    yield ""
    yield wording.ATTRIBUTION


def _path(path: Path) -> Iterator[str]:
    """A promise and its way back, as far as the first session; what lies further back there is in that record."""
    promise = path.promise
    by = f", by {promise.when}" if promise.when else ""
    with_whom = f", with {safe(promise.with_whom)}" if promise.with_whom else ""
    yield f"- **{safe(promise.who)}: {safe(promise.what)}**{by}{with_whom} _(session {path.session}, {promise.ref})_"
    yield from (f"{'  ' * depth}- {_hop(hop)}" for depth, hop in enumerate(_as_far_as_the_first(path), 1))
    yield ""


def _as_far_as_the_first(path: Path) -> Iterator[Hop]:
    """The hops back to the first line in the first session; what lies before it there is in that session's record."""
    for hop in path.hops:
        yield hop
        if hop.session == 1:
            return


def _hop(hop: Hop) -> str:
    if not hop.ref:
        return f"{_HOW[hop.how]} {safe(hop.text)}, {hop.lines} lines _(session {hop.session})_"
    left = f"{safe(hop.left)}: " if hop.left else ""
    beside = f", with {hop.among - 1} more" if hop.among > 1 else ""
    return f"{_HOW[hop.how]} {left}{safe(hop.text)}{beside} _(session {hop.session}, {hop.ref})_"
