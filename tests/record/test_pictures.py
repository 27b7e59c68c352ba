"""Every picture can be drawn, told in sentences and written as a table, whatever people typed."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from xml.etree import ElementTree

import pytest

from server import record
from server.record import pictures
from server.record.charts import (
    Chart,
    Flow,
    Heard,
    Meetings,
    Placed,
    Plot,
    Ranked,
    Ranking,
    Share,
    Spreading,
    Stream,
    Timed,
    Timing,
)
from server.record.pictures.measuring import width, wrapped
from server.record.pictures.narrow import narrow
from server.record.readers import take
from server.record.season import build
from server.record.taking import NothingToTake, Source
from tests.record.played import source_of

ODD = (
    "Ask what matters",
    "<b>&amp;</b> $x_1$ \\frac @0@ =1+1",
    "نراجع الأدوية مع المريض.",
    "👩🏽‍⚕️ 📞 中文的想法",
    "control \x07 lone \ud800 none \uffff",
    "word" * 90,
    "sixty words " * 30,
    "",
)
LINES = tuple(Ranked(text, f"{n}", 9.5, 25, 1, (1, 0, 2)) for n, text in enumerate(ODD, 1))
POINTS = ((10.0, 20.0), (10.0, 20.0), (90.0, 80.0))
PLACED = (*(Placed(text, POINTS[n % 3 :]) for n, text in enumerate(ODD)), Placed("", POINTS))
CHARTS: tuple[Chart, ...] = (
    Ranking(ODD[1], LINES),
    Ranking("", ()),
    *(
        Plot(ODD[2], kind, (ODD[0], ODD[5]), (ODD[2], ODD[3]), tuple(ODD[:6])[:zones], PLACED)
        for kind, zones in (("line", 0), ("axes", 0), ("quadrants", 4), ("loop", 6), ("rings", 3))
    ),
    Flow(ODD[3], ODD, (9, 8, 7, 6, 5, 4, 0, 1), (9, 8, 7, 6, 5, 1, 0, 0), (Stream(0, 1, 9), Stream(0, 7, 2))),
    Meetings(ODD[4], ODD, tuple(tuple(None if a == b else 0.001 for b in ODD) for a in ODD), (1, 0, 3)),
    Meetings("", (), (), ()),
    Timing(ODD[5], tuple(Timed(text, 60.0, 90.0 * n) for n, text in enumerate(ODD))),
    Heard(ODD[6], Share("Everybody", 72, 56, 9, ("taken_up",)), tuple(Share(text, 9, 7, 0) for text in ODD)),
    Spreading(ODD[7], 0, (0, 0, 900, 1), (ODD[2], ODD[6])),
)


drawn_once = cache(pictures.draw)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_every_picture_is_drawn_told_and_written_whatever_people_typed(chart: Chart) -> None:
    drawn = drawn_once(chart)
    root = ElementTree.fromstring(drawn)
    names = {one.get("id"): one.tag.rpartition("}")[2] for one in root.iter() if one.get("id")}
    assert [names[name] for name in root.get("aria-labelledby", "").split()] == ["title", "desc"]
    assert root.get("role") == "img"
    assert pictures.told(chart).endswith((".", "…"))
    table = pictures.table(chart)
    assert all(len(row) == len(table.head) for row in table.rows)
    assert not table.widths or len(table.widths) == len(table.head)
    assert b"@1@" not in drawn, "every mark became words"


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_on_a_narrow_screen_every_picture_is_words_bars_and_drawings_with_large_letters(chart: Chart) -> None:
    seen = narrow(chart)
    bars = [bar for row in seen.rows for bar in row.bars]
    columns = [one for some in (seen.columns, *(row.columns for row in seen.rows)) for one in some]
    assert all(0 <= share <= 1 for bar in bars for share in (bar.share, bar.dark))
    assert all(0 <= one.share <= 1 and one.said for one in columns)
    assert seen.rows or columns or seen.drawn or not pictures.table(chart).rows
    if isinstance(chart, Plot):
        root = ElementTree.fromstring(seen.drawn)
        wide = float(root.get("viewBox", "").split()[2])
        sizes = [float(one.get("font-size", "0")) for one in root.iter() if one.tag.endswith("}text")]
        assert min(sizes) * 280 / wide >= 12, "on a screen of 320 there is room for 280"


def test_words_stay_words_in_a_picture() -> None:
    drawn = pictures.draw(Ranking("Best first", LINES))
    assert drawn == pictures.draw(Ranking("Best first", LINES)), "the same figures give the same bytes"
    root = ElementTree.fromstring(drawn)
    said = " ".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("}text"))
    for text in ("Best first", "Ask what matters", "<b>&amp;</b> $x_1$", "المريض", "👩🏽‍⚕️", "[U+0007]", "[U+D800]"):
        assert text in said


def test_pictures_in_one_page_share_no_names() -> None:
    drawn = [ElementTree.fromstring(drawn_once(chart)) for chart in CHARTS]
    names = [one.get("id") for root in drawn for one in root.iter() if one.get("id")]
    assert len(names) == len(set(names))


def test_the_pictures_of_a_season_are_taken_as_files_and_in_words() -> None:
    source = source_of(3)
    taken = take(source, "pictures", "zip")
    assert taken.written == take(source, "pictures", "zip").written
    with zipfile.ZipFile(io.BytesIO(taken.written)) as archive:
        *drawn, words = archive.namelist()
        told = archive.read(words).decode()
        assert drawn
        for name in drawn:
            assert name in told
            root = ElementTree.fromstring(archive.read(name))
            title, said = (one.text or "" for one in root if one.tag.endswith(("}title", "}desc")))
            assert f"{title}\n{said}" in told
    with pytest.raises(NothingToTake):
        take(Source(build("Nothing", {1: record.build([], {})}, {})), "pictures", "zip")


def test_lines_without_spaces_are_broken_where_their_language_allows() -> None:
    for said in ("我嘅藥（成日）遲到，冇人話我知「點解」。" * 3, "薬が（いつも）遅れて、届きます。ヨーグルト" * 3):
        for room in (60, 80, 100, 140):
            lines = wrapped(said, room, 14, most=99)
            assert "".join(lines) == said
            assert all(width(line, 14) <= room for line in lines)
            assert not any(line[0] in "，。、）」ー" or line[-1] in "（「" for line in lines)
