"""Pictures for screens as narrow as a phone's: the same figures as lines of words with bars below them. A page sets
them in its own letters, as large as whoever reads it has them; only what is placed on a canvas is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from server.record.charts import Chart, Flow, Heard, Meetings, Plot, Ranked, Ranking, Share, Spreading, Timed, Timing
from server.record.pictures import meetings, narrow_plot, ranking, timing
from server.record.pictures.plot import MOST, in_words, middle
from server.record.pictures.saying import number, people, percent
from server.record.saying import capital, taken_up, wrote
from server.record.wording import minutes

Look = Literal["ink", "tide", "hatched", "planned", "taken", "well"]
PAIRS = 15
"""Of roles, that stand as lines; the table has all."""
BINS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar as long as `share` (0 to 1) of the line, of which `dark` (0 to 1 of the line) is dark, and what it is."""

    share: float
    said: str
    look: Look
    dark: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """How many (`count`), as high as `share` (0 to 1) of the tallest, and of what."""

    share: float
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its place or number, its words, what stands beside them, and its bars."""

    lead: str
    text: str
    aside: str = ""
    bars: tuple[Bar, ...] = ()
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrow:
    """A picture, from its top down: a drawing (SVG, or empty) between the ends of its axes, what its marks mean (`key`)
    and its lines, what was left out, and columns under a heading (`above`) with what their ends mean."""

    title: str
    rows: tuple[Row, ...] = ()
    key: str = ""
    drawn: str = ""
    up: tuple[str, str] = ("", "")
    across: tuple[str, str] = ("", "")
    above: str = ""
    columns: tuple[Column, ...] = ()
    more: str = ""


def narrow(chart: Chart) -> Narrow:
    """The picture for a narrow screen."""
    match chart:
        case Ranking():
            return _ranking(chart)
        case Plot():
            return _plot(chart)
        case Flow():
            rows = tuple(_stage(chart, n) for n in range(len(chart.stages)))
            key = "The dark part of a bar: lines that went on." if any(chart.went_on) else ""
            return Narrow(chart.title, rows, key)
        case Meetings():
            return _meetings(chart)
        case Timing():
            longest = max((max(part.planned, part.took) for part in chart.parts), default=0) or 1
            key = "Outlined: planned. Filled: taken."
            return Narrow(chart.title, tuple(_part(part, longest) for part in chart.parts), key)
        case Heard():
            shares = (chart.whole, *chart.roles)
            return Narrow(chart.title, tuple(_heard(share, chart.whole.taken_up > 0) for share in shares))
        case Spreading():
            columns = _columns(chart.counts, map(str, range(chart.low, chart.low + len(chart.counts))))
            return Narrow(chart.title, columns=columns, across=chart.ends)


def _columns(counts: tuple[int, ...], said: Iterator[str], tallest: int = 0) -> tuple[Column, ...]:
    tallest = tallest or max(counts, default=0) or 1
    return tuple(Column(count / tallest, count, one) for count, one in zip(counts, said, strict=True))


def _ranking(chart: Ranking) -> Narrow:
    shown = ranking.first_lines(chart)
    tallest = max((count for line in shown for count in line.spread), default=1) or 1
    left_out = len(chart.lines) - len(shown)
    scored = any(line.spread for line in shown)
    return Narrow(
        chart.title,
        tuple(_ranked(line, tallest) for line in shown),
        key="Below each line: how many gave which score." if scored else "",
        more=f"and {number(left_out, 'more line')}" if left_out else "",
    )


def _ranked(line: Ranked, tallest: int) -> Row:
    figures = map(str, range(line.low, line.low + len(line.spread)))
    share = min(1.0, line.total / line.outof) if line.outof else 0.0
    bars = (Bar(share, "", "ink"),) if line.outof and not line.spread else ()
    return Row(line.place, line.text, ranking.total(line), bars, _columns(line.spread, figures, tallest))


def _stage(chart: Flow, n: int) -> Row:
    most = max(chart.lines, default=1) or 1
    into = [
        f"{one.lines} into {chart.stages[one.target]}" for one in chart.streams if one.source == n and one.target != n
    ]
    last = n == len(chart.stages) - 1
    dark = chart.lines[n] if last else min(chart.lines[n], chart.went_on[n])
    said = "; ".join(into)
    bars = (Bar(chart.lines[n] / most, said, "well", dark / most),)
    return Row("", chart.stages[n], number(chart.lines[n], "line"), bars)


def _meetings(chart: Meetings) -> Narrow:
    pairs = [
        (chart.roles[a], chart.roles[b], chart.shares[a][b])
        for a in range(len(chart.roles))
        for b in range(a, len(chart.roles))
    ]
    rows = tuple(
        Row(
            "",
            f"{capital(one)}, among themselves" if one == other else f"{capital(one)} and {other}",
            _percent(share),
            _pair(share),
        )
        for one, other, share in pairs[:PAIRS]
    )
    bins = list(meetings.bins_of(chart, BINS)) if any(chart.met) else []
    return Narrow(
        chart.title,
        rows,
        key="How many of these pairs sat in one group:" if rows else "",
        above=_met(bins),
        columns=_columns(tuple(count for _, count in bins), iter([label for label, _ in bins]))
        if len(bins) > 1
        else (),
        more=f"and {number(len(pairs) - PAIRS, 'more pair')} of roles" if len(pairs) > PAIRS else "",
    )


def _met(bins: list[tuple[str, int]]) -> str:
    if len(bins) == 1:  # a single column tells nothing
        label, count = bins[0]
        return f"{people(count)} met {meetings.each(label)}."
    return "People, by how many others they met:" if bins else ""


def _percent(share: float | None) -> str:
    return "too few to tell" if share is None else percent(share)


def _pair(share: float | None) -> tuple[Bar, ...]:
    return () if share is None else (Bar(share, "", "tide"),)


def _part(part: Timed, longest: float) -> Row:
    said = f"{minutes(part.planned)} planned, " + (f"took {minutes(part.took)}" if part.took else "not played")
    bars = (Bar(part.planned / longest, "", "planned"), Bar(part.took / longest, said, "taken"))
    return Row("", part.title, timing.more(part), bars)


def _heard(share: Share, tells_taken_up: bool) -> Row:
    of = share.came or 1
    bars = [Bar(share.contributed / of, f"{wrote(share)} wrote something", "tide")]
    if tells_taken_up:
        taken = taken_up(share)
        said = f"{taken} had an idea taken up" if taken else "too few to tell of ideas taken up"
        bars.append(Bar(share.taken_up / of if taken else 0.0, said, "hatched"))
    return Row("", capital(share.role), f"{people(share.came)} came", tuple(bars))


def _plot(chart: Plot) -> Narrow:
    named = [one for one in chart.placed if one.text]
    rows = tuple(
        Row(str(n), one.text, in_words(chart, middle(chart.kind, one))) for n, one in enumerate(named[:MOST], 1)
    )
    more = len(named) - len(rows)
    return Narrow(
        chart.title,
        rows,
        key=f"From the middle out: {', '.join(chart.zones)}." if chart.kind == "rings" and any(chart.zones) else "",
        drawn=narrow_plot.draw(chart).decode(),
        up=("", "") if chart.kind == "line" else chart.up,
        across=chart.across,
        more=f"and {number(more, 'more line')}, as dots" if more else "",
    )
