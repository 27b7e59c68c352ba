"""The colours of the pictures, on white paper and on dark pages; none of them says anything alone.

Against the paper, ink, soft, brass and tide have 4.5:1 or more in both, gold and edge 3:1.
"""

from __future__ import annotations

from typing import Final

INK: Final = "#1a2130"
SOFT: Final = "#41464f"
BRASS: Final = "#7f5509"
GOLD: Final = "#a8761a"
TIDE: Final = "#12595f"
EDGE: Final = "#83775f"
LINE: Final = "#d8cdb8"
WELL: Final = "#ece4d3"
TIDE_WASH: Final = "#d6e7e3"
BRASS_WASH: Final = "#f5e6c4"
PAPER: Final = "#fffcf5"

NAMES: Final = {
    INK: "ink",
    SOFT: "soft",
    BRASS: "brass",
    GOLD: "gold",
    TIDE: "tide",
    EDGE: "edge",
    LINE: "line",
    WELL: "well",
    TIDE_WASH: "tide-wash",
    BRASS_WASH: "brass-wash",
    PAPER: "paper",
}

DARK: Final = {
    "ink": "#f5eee0",
    "soft": "#bfc2c6",
    "brass": "#e5bd68",
    "gold": "#d8a845",
    "tide": "#86cdc7",
    "edge": "#7d8798",
    "line": "#343c4a",
    "well": "#2a3140",
    "tide-wash": "#14353a",
    "brass-wash": "#3a2f17",
    "paper": "#1a202b",
}
