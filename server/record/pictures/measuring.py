"""How wide words are and where their lines break, reckoned without a font: whoever opens a picture may have another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from server.record.forms.letters import is_wide

_ASCII = (
    *(28, 29, 30, 65, 59, 92, 73, 16, 30, 30, 48, 61, 21, 36, 21, 39, 65, 41, 55, 58, 61, 59, 60, 51, 62, 60, 21, 21),
    *(55, 63, 55, 48, 78, 63, 61, 64, 67, 57, 55, 69, 69, 39, 51, 63, 54, 82, 69, 71, 59, 72, 61, 59, 56, 69, 59, 86),
    *(62, 58, 61, 32, 39, 34, 55, 37, 24, 52, 57, 48, 56, 54, 31, 56, 55, 25, 24, 49, 26, 84, 55, 55, 57, 57, 35, 47),
    *(33, 54, 46, 68, 48, 45, 46, 34, 24, 34, 56),
)
"""Hundredths of an em, from the space on, in our typeface."""
_WIDER, _BOLD = 1.08, 1.05
"""Other typefaces need more room than ours, and bold letters more than plain ones."""
_OPENS = frozenset("([“‘「『（〔［【《〈เแโใไເແໂໃໄ")
_CLOSES = frozenset(")]”’、。，．・：；？！…ー」』）〕］】》〉々ぁぃぅぇぉっゃゅょァィゥェォッャュョะาำๆฯະາຳ")
"""After which, and before which, no line is broken in scripts that put no spaces between words."""
_JOINERS = "\u200d\ufe0e\ufe0f"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line of text is, in units of `size`; rather too much than too little."""
    ems = sum(map(_em, text)) / 100
    return ems * size * _WIDER * (_BOLD if bold else 1.0)


def _em(letter: str) -> int:
    at = ord(letter) - 32
    if 0 <= at < len(_ASCII):
        return _ASCII[at]
    if letter in _JOINERS or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if is_wide(letter) or ord(letter) >= 0x1F000:
        return 120
    return 70


def wrapped(text: str, room: float, size: float, *, most: int = 3, bold: bool = False) -> tuple[str, ...]:
    """A text in lines no wider than `room`; what does not fit into `most` lines is left out, and "…" says so."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, room, size, bold):
        if width((line + piece).rstrip(), size, bold=bold) <= room:
            line += piece
            continue
        lines.append(line.rstrip())
        line = piece.lstrip()
        if len(lines) == most:
            lines[-1] = _cut(lines[-1], room, size, bold)
            return tuple(lines)
    return (*lines, line.rstrip()) if line.strip() or not lines else tuple(lines)


def _pieces(text: str, room: float, size: float, bold: bool) -> Iterator[str]:
    """Words with the space behind them; a word wider than the room in parts, and wide letters one by one."""
    for word in " ".join(text.split()).split(" "):
        if width(word, size, bold=bold) <= room and not any(map(is_wide, word)):
            yield word + " "
            continue
        part = ""
        for atom in _atoms(word):
            over = width(part + atom, size, bold=bold) > room
            if part and (over or is_wide(part[-1]) or is_wide(atom[0])):
                yield part
                part = ""
            part += atom
        yield part + " "


def _atoms(word: str) -> Iterator[str]:
    """Letters, with the few before and behind them that no line parts from them."""
    atom: list[str] = []
    for cluster in _clusters(word):
        if atom and (len(atom) > 3 or (atom[-1] not in _OPENS and cluster not in _CLOSES)):
            yield "".join(atom)
            atom = []
        atom.append(cluster)
    yield "".join(atom)


def _clusters(word: str) -> Iterator[str]:
    """Letters with their marks, and joined emoji, whole."""
    cluster = ""
    for letter in word:
        joined = cluster.endswith("\u200d") or letter in _JOINERS or unicodedata.category(letter) in ("Mn", "Me", "Mc")
        joined = joined or 0x1F3FB <= ord(letter) <= 0x1F3FF
        if cluster and not joined:
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _cut(line: str, room: float, size: float, bold: bool) -> str:
    clusters = list(_clusters(line))
    while clusters and width("".join(clusters) + "…", size, bold=bold) > room:
        clusters.pop()
    return "".join(clusters).rstrip(" ,.;:") + "…"
