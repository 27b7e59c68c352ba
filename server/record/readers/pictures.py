"""The pictures by themselves, for slides, posters and walls: each as a file, and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from server.record import charting, wording
from server.record.charts import Chart, Flow, Heard, Meetings, Plot, Ranking, Spreading, Timing
from server.record.document import Block, Document, Figure, Heading, Section
from server.record.forms.documents import document_forms
from server.record.forms.zipping import bundle
from server.record.questions import of_questions
from server.record.taking import Choice, Form, NothingToTake, Reader, Source, Switch

_SECTIONS: tuple[tuple[str, str, tuple[type, ...]], ...] = (
    ("ideas", "The path of ideas", (Flow,)),
    ("scores", "What people chose", (Ranking, Spreading)),
    ("places", "What stands where", (Plot,)),
    ("heard", "Who was heard, who met", (Heard, Meetings)),
    ("time", "How the time went", (Timing,)),
)


def build(source: Source, choice: Choice) -> Document:
    """The pictures one below another, by what they show."""
    season, found = of_questions(source, choice), list(_found(source, choice))
    several = len(season.sessions) > 1
    sections = []
    for name, title, _ in _SECTIONS:
        blocks: list[Block] = []
        last = 0
        for number, chart in (one[1:] for one in found if one[0] == name):
            if several and number and number != last:
                blocks.append(Heading(f"{number}. {season.sessions[number].title}"))
                last = number
            blocks.append(Figure(chart))
        sections.append(Section(name, title, tuple(blocks)))
    only = None if several else next(iter(season.sessions.values()))
    return Document(
        title=only.title if only else season.title,
        subtitle="In pictures",
        sections=tuple(section for section in sections if section.blocks),
        made=max((record.began for record in season.sessions.values()), default=""),
        foot=(wording.attribution(season.sessions.values()),),
    )


def _found(source: Source, choice: Choice) -> Iterator[tuple[str, int, Chart]]:
    """Each picture with its section and the number of its session (0: of the whole series). Raises NothingToTake."""
    season = of_questions(source, choice)
    charts = [(0, chart) for chart in charting.pictures_of_season(season)]
    charts += [(n, chart) for n, record in season.sessions.items() for chart in charting.pictures_of(record)]
    if not charts:
        raise NothingToTake("There is nothing to draw yet. Pictures come as soon as people write, choose or meet.")
    for number, chart in charts:
        name = next(name for name, _, kinds in _SECTIONS if isinstance(chart, kinds))
        if READER.is_on(choice, name):
            yield name, number, chart


def _archive(source: Source, choice: Choice) -> bytes:
    from server.record import pictures  # heavy to load, and only drawing needs them
    from server.record.forms.letters import holdable

    files, told = dict[str, bytes](), list[str]()
    for n, (_, number, chart) in enumerate(_found(source, choice), 1):
        name = f"{n:02}-{f'session-{number}-' if number else ''}{_slug(chart.title)}.svg"
        files[name] = pictures.draw(chart)
        told.append(f"{name}\n{chart.title}\n{pictures.told(chart)}\n")
    return bundle({**files, "pictures-in-words.txt": holdable("\n".join(told)).encode()})


def _slug(title: str) -> str:
    """A title as part of the name of a file, in letters that every system has."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-") or "picture"


READER = Reader(
    slug="pictures",
    title="Pictures",
    whom="For slides and walls: the path of ideas, what was chosen, who was heard, how the time went. Nobody is named.",
    switches=tuple(Switch(name, title) for name, title, _ in _SECTIONS),
    forms={
        "zip": Form("each as SVG, and in words", "zip", "application/zip", _archive),
        **document_forms(build, "pdf", "html", "docx"),
    },
    document=build,
)
