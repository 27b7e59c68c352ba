"""A structure to begin with: a folder that plays as it is."""

from __future__ import annotations

from pathlib import Path

from structures.checks import SLUG

NEW = """from structures.vocabulary import EVERYONE, PAIRS, Step, Structure, leaves, on_stage, own, text

STRUCTURE = Structure(
    slug="{slug}",
    title="{title}",
    purpose="Say in one sentence what it is good for.",
    invitation="What question do you put to the room?",
    steps=(
        Step("alone", 1, "Write your own idea, in silence.", form=(text("idea", "My idea"),), title="Alone",
             cue="Say what you say to open the step.", watch="what may go wrong."),
        Step("pairs", 3, "Tell each other. Listen first.", PAIRS, sees=(own("alone"),), capture="none", talk=True,
             title="Pairs", cue="Say what you say to open the step."),
        Step("all", 3, "Look up. What stands out?", EVERYONE, sees=(on_stage("alone", held=True),), talk=True,
             title="All", cue="Say what you say to open the step."),
    ),
    leaves=leaves("alone"),
    source="Say who it comes from",
)
"""
CARD = """# {title}

*Good for: opening · Online: with care*

## Purpose
What becomes possible with it?

## When
When in a meeting, and when not?

## Steps
| Step | Who is together | Minutes | What happens |
|---|---|---|---|
| Alone | each person | 1 | Silence. Write one idea |
| Pairs | two | 3 | Tell each other |
| All | everybody | 3 | The host shows the ideas one by one |

## Tips
- What helps?

## Traps
- What goes wrong?

## Riffs
- How can it be varied?

## Online and hybrid
What is different on video?

## Attribution
Who does it come from? In whose words is this written?
"""
SIGHT = """\
# Who sees whose words, step by step. <step now>: <step written in> -> <screens>. What is not here, no one sees.
# The test that reads this shares no code with the views. Write it by eye, from what the phone promises.

alone:  alone -> writer
pairs:  alone -> writer
all:    alone -> shown
closed: alone -> all
"""


def new(slug: str, folder: Path) -> Path:
    """Makes the folder of a structure that plays as it is, and returns it. ValueError: that name cannot be."""
    if not SLUG.fullmatch(slug):
        raise ValueError(f"'{slug}' must be a-z, 0-9 and _, beginning with a letter.")
    place = folder / slug
    if place.exists():
        raise ValueError(f"There is a structures/{slug} already. Choose another name, or change that one.")
    title = slug.replace("_", " ").capitalize()
    place.mkdir()
    for name, text in (("__init__.py", NEW), ("card.md", CARD), ("sight.txt", SIGHT)):
        (place / name).write_text(text.format(slug=slug, title=title), encoding="utf-8")
    return place
