"""The fonts that documents are set in: where they lie, in which order they are asked for a letter, and which letters
each of them has.

They come with the client (`static/dist/fonts` in a clone, `server/_static/dist/fonts` in an installed package), one
folder for each family. A house can have a folder of its own with more (TINGSHA_FONTS), for scripts that ours lack.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import typst
import uharfbuzz

from server.settings import Settings

# Letters are taken from the first family that has the whole of them. Emoji come before the other Noto families, whose
# own drawings of some emoji do not join with what follows.
ORDER = (
    "Atkinson Hyperlegible Next",
    "Noto Emoji",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gujarati",
    "Noto Sans Gurmukhi",
    "Noto Sans Tamil",
    "Noto Sans Thai",
    "Noto Sans Ethiopic",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Noto Sans Kannada",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Malayalam",
    "Noto Sans Myanmar",
    "Noto Sans NKo",
    "Noto Sans Oriya",
    "Noto Sans Sinhala",
    "Noto Sans Syriac",
    "Noto Sans Telugu",
    "Noto Sans Thaana",
    "Noto Serif Tibetan",
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
)
LAST = ("Chocolate Classical Sans", "NanumGothic")
"""The letters of Chinese and Japanese; Hangul. After the house's own: their shapes differ from land to land."""


class FontsMissing(RuntimeError):
    """There are no fonts to set a document in; its text says how they come."""


def folders() -> tuple[Path, ...]:
    """Where fonts lie: ours, then the house's own. FontsMissing: ours have not been built yet."""
    server = Path(__file__).resolve().parents[2]
    for ours in (server / "_static" / "dist" / "fonts", server.parent / "static" / "dist" / "fonts"):
        if ours.is_dir():
            own = Settings().fonts
            return (ours, Path(own).expanduser()) if own else (ours,)
    raise FontsMissing("The fonts come with the browser client, which is not built. In the clone: python3 dev.py run")


@lru_cache(maxsize=1)
def loaded() -> typst.Fonts:
    """All of them, and no others, as the typesetter takes them."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders()))


@lru_cache(maxsize=1)
def families() -> tuple[str, ...]:
    """Their families in the order in which a letter is looked for."""
    have = loaded().families()
    own = sorted(set(have) - set(ORDER) - set(LAST))
    return tuple(name for name in (*ORDER, *own, *LAST) if name in have)


@lru_cache(maxsize=1)
def coverage() -> tuple[frozenset[int], ...]:
    """Of each of `families`, in that order, the code points that every upright face of it has."""
    have: dict[str, frozenset[int]] = {}
    for face in loaded().fonts():
        if face.style == "normal" and face.path is not None:
            letters = frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(face.path), face.index).unicodes)
            have[face.family] = have.get(face.family, letters) & letters
    return tuple(have.get(name, frozenset()) for name in families())
