"""Tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table under its heads. A head that begins with ">" has its figures on the right."""
    names = [head.removeprefix(">") for head in heads]
    widths = [max(len(row[n]) for row in [names, *rows]) for n in range(len(heads))]
    for row in [names, *rows]:
        cells = zip(row, heads, widths, strict=True)
        yield "  ".join(c.rjust(w) if head.startswith(">") else c.ljust(w) for c, head, w in cells).rstrip()


def minutes(seconds: float) -> str:
    """Minutes, to the half minute people plan in and no finer than a tenth."""
    return f"{round(seconds / 60, 1):g}"
