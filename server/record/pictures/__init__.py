"""The pictures of a record: each figure of `charts` drawn, told in words, and written as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from server.record import charts
from server.record.charts import Chart
from server.record.document import Table
from server.record.forms.letters import settable
from server.record.pictures import flow, heard, meetings, plot, ranking, spreading, timing


class _Kind(NamedTuple):
    draw: Callable[[Any], bytes]
    told: Callable[[Any], str]
    table: Callable[[Any], Table]


_KINDS: dict[type, _Kind] = {
    charts.Ranking: _Kind(ranking.draw, ranking.told, ranking.table),
    charts.Plot: _Kind(plot.draw, plot.told, plot.table),
    charts.Flow: _Kind(flow.draw, flow.told, flow.table),
    charts.Meetings: _Kind(meetings.draw, meetings.told, meetings.table),
    charts.Timing: _Kind(timing.draw, timing.told, timing.table),
    charts.Heard: _Kind(heard.draw, heard.told, heard.table),
    charts.Spreading: _Kind(spreading.draw, spreading.told, spreading.table),
}


def draw(chart: Chart, *, ours: bool = False) -> bytes:
    """The picture as SVG, 600 units wide: its words are text, it has a title and a text alternative, and it may stand
    within a page as it is. `ours`: it will be drawn in our own fonts, so letters that these do not have are told in
    brackets before the lines are broken. The same figures give the same bytes."""
    if ours:
        chart = _settled(chart)
    return _drawn(chart)


@lru_cache(maxsize=64)  # who takes a record away in one form soon wants it in another
def _drawn(chart: Chart) -> bytes:
    return _KINDS[type(chart)].draw(chart)


def png(chart: Chart, *, wide: float = 160.0, ppi: float = 200.0) -> bytes:
    """The picture as PNG on white, `wide` millimetres wide, for Word and slides."""
    from server.record.forms.typesetting import rasterise  # heavy to load, and only drawing needs it

    return rasterise(draw(chart, ours=True), wide=wide, ppi=ppi)


def _settled(value: Any) -> Any:
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, tuple):
        return tuple(map(_settled, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _settled(getattr(value, one.name)) for one in fields(value)})
    return value


def told(chart: Chart) -> str:
    """The text alternative: what the picture shows, in full sentences."""
    return _KINDS[type(chart)].told(chart)


def table(chart: Chart) -> Table:
    """The same figures as a table, whole: a picture may leave out what is last."""
    return _KINDS[type(chart)].table(chart)
