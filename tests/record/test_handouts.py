"""What is printed before a session agrees with what the session will do, and promises on paper what phones promise."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from server import scripts
from server.core.plan import Plan, planned
from server.record.handouts import HANDOUTS, cards, make, paper, runsheet
from server.record.handouts.badges import SHEETS
from server.record.handouts.occasion import Guest, Occasion, stretches
from structures import catalogue

CODE = "wren-maple-coin-527"
JOIN = f"https://tingsha.example/join#{CODE}"
LONG = " ".join(["Maria-Magdalena"] * 60)
GUESTS = (
    Guest("Rosa"),
    Guest("محمد الخطيب"),
    Guest(LONG),
    Guest("👩🏽‍⚕️ \x07\ud800 " + "x" * 120),
    Guest("Jo", link=JOIN),
)


def of(script: str, people: int = 25, **more: object) -> Occasion:
    return Occasion(scripts.load(scripts.path_of(script)), people, "2026-11-05T09:30", "The hall", CODE, JOIN, **more)  # type: ignore[arg-type]


def everything() -> Plan:
    return Plan("All", items=tuple(scripts.insertable(slug) for slug in sorted(catalogue())))


def read(written: bytes) -> PdfReader:
    found = PdfReader(io.BytesIO(written))
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert found.trailer["/Root"]["/StructTreeRoot"]
    return found


@pytest.mark.parametrize("people", [3, 7, 25, 60])
def test_everybody_is_in_a_group_and_every_minute_is_planned(people: int) -> None:
    for item in everything().items:
        run = list(stretches(item, people))
        assert sum(one.seconds * one.times for one in run) == sum(s for _, _, s in planned((item,), people)), item.slug
        for one in run:
            assert not one.sizes or sum(one.sizes) == people, (item.slug, one.step.name, one.sizes)
            assert item.steps[one.number - 1] is one.step


def test_a_run_sheet_tells_the_hour_of_each_part_and_all_that_is_to_be_said() -> None:
    occasion = of("action_learning_set/1_barriers")
    told = runsheet.told(occasion)
    assert [part["at"] for part in told["parts"]][:3] == ["09:30", "09:40", "09:46"]
    assert told["ends"] == "12:08"
    together = [[step["together"] for step in part["steps"]] for part in told["parts"]]
    assert together[4] == ["each alone", "11 pairs, 1 of 3", "5 groups of 4, 1 of 5", "all together"]
    assert together[6][2:] == ["in the same groups"] * 6
    asked = {ask for part in told["parts"] for step in part["steps"] for ask in step["asks"]}
    assert {
        one.step.ask for item in occasion.plan.items if item.kind != "break" for one in stretches(item, 25)
    } <= asked
    words = " ".join(page.extract_text() for page in read(make("runsheet", occasion)).pages)
    assert "12:08" in words
    assert "wren maple coin 527" in words


def test_cards_ask_the_questions_and_name_no_structure() -> None:
    agenda = cards.told(of("action_learning_set/1_barriers"))["agenda"]
    assert "Which medicine do you find hardest to stop, and why?" in agenda
    assert not {item.title for item in everything().items} & set(agenda)
    pages = read(make("cards", of("taster", guests=GUESTS))).pages
    assert len(pages) == 3
    assert "Welcome, Rosa" in pages[0].extract_text()


@pytest.mark.parametrize("a_sheet", SHEETS)
def test_badges_fill_their_sheets_with_every_name(a_sheet: int) -> None:
    guests = (*GUESTS, *(Guest(f"Person {n}") for n in range(55)))
    pages = read(make("badges", of("taster", guests=guests, a_sheet=a_sheet))).pages
    assert len(pages) == -(-60 // a_sheet)
    words = "".join(pages[0].extract_text().split())
    assert "Rosa" in words
    assert "Person0" in words
    assert "[U+0007U+D800]" in words
    assert words.count("Maria-Magdalena") == 60


def test_each_step_that_is_written_has_a_sheet_with_the_promise_that_phones_make() -> None:
    plan = everything()
    sheets = {sheet["code"]: sheet for sheet in paper.sheets_of(Occasion(plan, 25))}
    for n, item in enumerate(plan.items, 1):
        for one in stretches(item, 25):
            step = one.step
            assert (f"{n}.{one.number}" in sheets) == bool(step.form), (item.slug, step.name)
            if not step.form:
                continue
            sheet = sheets[f"{n}.{one.number}"]
            assert len(sheet["fields"]) == len(step.form)
            assert ("My name" in sheet["head"]) == (step.named and step.by != "scribe")
            assert ("Nobody collects it" in sheet["kept"]) == (step.capture in ("private", "phone"))
            assert ("typed in for all" in sheet["kept"]) <= (step.capture == "room")
            assert sheet["copies"] >= (25 if step.by == "each" else 1)


def test_a_sheet_is_a_page_also_with_canvases_and_pictures() -> None:
    slugs = ("ecocycle", "agreement_certainty", "folding_spectrogram", "drawing_together", "what_i_need_from_you")
    occasion = Occasion(Plan("Some", items=tuple(map(scripts.insertable, slugs))), 13, code=CODE)
    pages = read(make("paper", occasion)).pages
    assert len(pages) == 1 + len(list(paper.sheets_of(occasion)))
    assert "In full strength" in " ".join(page.extract_text() for page in pages)


def test_the_same_occasion_gives_the_same_bytes_and_a_script_alone_will_do() -> None:
    bare = Occasion(scripts.load(scripts.path_of("taster")))
    for handout in HANDOUTS:
        assert make(handout, bare) == make(handout, bare)
    with pytest.raises(KeyError):
        make("nothing", bare)
