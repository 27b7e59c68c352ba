"""A poster says what the record says, names nobody who did not agree to it, and can be edited and read aloud."""

from __future__ import annotations

import datetime
import io
from copy import deepcopy
from dataclasses import replace
from typing import get_args

import pytest
from pptx import Presentation
from pypdf import PdfReader

from server import scripts
from server.record import build, season
from server.record.beside import Beside, State
from server.record.document import Line
from server.record.poster import PANELS
from server.record.readers import poster, take
from server.record.season import Season
from server.record.taking import Choice, NothingToTake, Source
from server.rehearsal.play import Play
from structures.vocabulary import Tells
from tests.record.played import season_of

HARD = 'a "long" <b>way</b> \x07\ud800 نريد 👩🏽‍⚕️ ' + "w" * 150 + " and on and on" * 60


def lines(made: Season, beside: Beside | None = None, choice: Choice | None = None) -> dict[str, tuple[Line, ...]]:
    found = poster.build(Source(made, beside or Beside()), choice or Choice())
    return {panel.name: panel.lines for panel in found.panels}


def test_a_poster_is_about_the_first_priority_and_what_grew_from_it() -> None:
    made = season_of(25)
    priority = next(o for o in made.sessions[3].outputs if o.name == "priorities").lines[0].word
    shown = lines(made)
    assert [line.text for line in shown["aim"]] == [said.text for said in priority.said if said.kind == "text"]
    grown = [path.promise for path in made.paths if any(hop.ref == priority.ref for hop in path.hops)]
    assert grown
    assert {line.text for line in shown["next"] if line.ref} <= {promise.what for promise in grown}
    assert shown["results"] == shown["learning"] == ()
    drawn = poster.build(Source(made), Choice())
    assert all(panel.lines or panel.ask for panel in drawn.panels)


def test_only_those_who_agreed_are_named() -> None:
    made = season_of(25)
    names = {path.promise.who for path in made.paths}
    told = [f"{line.lead} {line.aside}" for line in lines(made)["next"]]
    assert not [one for one in told if any(f"{name}:" in one or f"with {name}" in one for name in names)]
    sessions = {
        number: replace(
            record,
            commitments=tuple(
                replace(one, role=("a carer", "from a surgery", "Nurse")[n % 3], who_beyond="" if n % 4 else "Rosa")
                for n, one in enumerate(record.commitments)
            ),
        )
        for number, record in made.sessions.items()
    }
    agreed = lines(replace(made, sessions=sessions))["next"]
    assert {line.lead for line in agreed if line.ref} <= {"Rosa:", "A carer:", "From a surgery:", "A nurse:"}
    assert len({line.lead for line in agreed if line.ref}) > 1


def test_what_became_of_promises_is_told_and_done_ones_are_no_next_steps() -> None:
    made = season_of(25)
    refs = [line.ref.split(":") for line in lines(made)["next"] if line.ref]
    session, ref = int(refs[0][0]), refs[0][1]
    beside = Beside(states={(session, ref): State("done", "x", "", "It was easy.")})
    after = lines(made, beside)
    assert f"{session}:{ref}" not in {line.ref for line in after["next"]}
    assert [line.text for line in after["learning"]] == ["It was easy."]
    assert after["results"][0].text.startswith("1 of ")


def test_any_line_that_was_decided_can_be_chosen_and_no_other() -> None:
    made = season_of(25)
    criterion = next(o for o in made.sessions[2].outputs if o.name == "success_criteria").lines[-1].word
    assert poster.build(Source(made), Choice(line=f"2:{criterion.ref}")).title == criterion.said[0].text
    with pytest.raises(NothingToTake):
        poster.build(Source(made), Choice(line="2:99.1.1"))
    empty = replace(made, sessions={1: replace(made.sessions[1], outputs=())}, paths=())
    with pytest.raises(NothingToTake):
        poster.build(Source(empty), Choice())


def hard(made: Season) -> Season:
    """The season with words in its priority and promises that are hard to set."""
    records = dict(made.sessions)
    priorities = next(o for o in records[3].outputs if o.name == "priorities")
    for part in records[3].parts:
        for step in part.steps:
            for word in step.words:
                if word.ref == priorities.lines[0].word.ref:
                    for said in word.said:
                        object.__setattr__(said, "text", HARD)
    paths = tuple(replace(path, promise=replace(path.promise, what=HARD)) for path in made.paths)
    return replace(made, paths=paths)


def test_slides_have_real_places_for_words_and_the_same_bytes_every_time() -> None:
    source = Source(hard(deepcopy(season_of(25))))
    for form, wide in (("pptx", 841), ("a3.pptx", 420)):
        written = take(source, "poster", form).written
        assert written == take(source, "poster", form).written
        slides = Presentation(io.BytesIO(written))
        assert round(slides.slide_width.mm) == wide
        (slide,) = slides.slides
        assert slide.shapes.title is not None
        assert "[U+0007 U+D800]" in slide.shapes.title.text
        held = [place for place in slide.placeholders if place.has_text_frame]
        assert [place.text_frame.text for place in held if "heading" in place.name][:2] == ["Problem", "Aim"]
        assert len([place for place in held if place.name.endswith(": words")]) == len(PANELS)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= slides.slide_width
            assert shape.top + shape.height <= slides.slide_height
            assert shape.is_placeholder or "Station" in shape._element.nvSpPr.cNvPr.get("descr")
        assert "From here to there" in slide.notes_slide.notes_text_frame.text


@pytest.mark.parametrize(("form", "wide"), [("a1.pdf", 841), ("a3.pdf", 420)])
def test_a_sheet_is_one_tagged_page_of_its_size(form: str, wide: int) -> None:
    source = Source(hard(deepcopy(season_of(25))))
    read = PdfReader(io.BytesIO(take(source, "poster", form).written))
    (page,) = read.pages
    assert round(float(page.mediabox.width) / 72 * 25.4) == wide
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    words = page.extract_text()
    assert all(title in words for title, _ in PANELS.values())


GERMAN = """
title: Weniger ist mehr
structures:
  - slug: vorhaben
    title: Vorhaben
    invitation: Was wollen wir besser machen?
    steps:
      - name: wir
        minutes: 5
        ask: Schreibt es auf.
        together: everyone
        by: scribe
        form:
          - {text: ziel, label: Unser Ziel, tells: aim}
          - {text: zahl, label: Wir messen, tells: measures}
          - {text: lehre, label: Nebenbei, tells: learning}
    leaves: wir
items:
  - {talk: Lage, minutes: 3, writes: Mich plagt, output: lage, tells: problem}
  - {talk: Anderes, minutes: 3, writes: Ferner, output: problem}
  - {structure: vorhaben, output: vorhaben}
  - {talk: Schluss, minutes: 3, writes: Ich gehe, output: schluss}
"""


def test_a_script_in_any_language_says_what_its_words_are() -> None:
    play = Play(scripts.loads(GERMAN), 6, 1, datetime.datetime(2026, 11, 5, tzinfo=datetime.UTC))
    play.run()
    record = build(play.entries, play.names)
    left = {output.name: output for output in record.outputs}
    shown = lines(season.build("Weniger", {1: record}, {}))
    assert [line.text for line in shown["problem"]] == [voice.word.text for voice in left["lage"].lines][:6]
    (aim,) = (voice.word for voice in left["vorhaben"].lines)  # and neither what was left last, nor named like one
    assert aim.said[0].text == shown["aim"][0].text != left["schluss"].lines[0].word.text
    for n, panel in enumerate(("aim", "measures", "learning")):
        assert [(line.lead, line.text) for line in shown[panel]] == [(f"{aim.said[n].label}:", aim.said[n].text)]
    assert set(PANELS) == set(get_args(Tells))
