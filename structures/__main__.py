"""python -m structures new|check|play: begin a structure, see how well all of them stand, and try one.

    python -m structures new calm_tea    makes structures/calm_tea/ with a structure that plays, to change at will
    python -m structures check           every problem of every structure, and a line on how good each one is
    python -m structures check troika    the same for some
    python -m structures play troika 13  plays it with 13 simulated people, and shows what they wrote (25 when left out)

To play a whole script and get its record: tingsha play SCRIPT.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from server.core.plan import Ask, Item, Plan, step_key, total_seconds
from structures import HERE, card, catalogue, problems, resolve
from structures.checks import SLUG

NEW = '''from structures.vocabulary import EVERYONE, PAIRS, Step, Structure, leaves, on_stage, own, text

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
'''
CARD = """# {title}

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


def main(words: list[str]) -> int:
    match words:
        case ["new", slug]:
            return new(slug, HERE)
        case ["check", *slugs]:
            return check(slugs)
        case ["play", slug]:
            return play(slug, 25)
        case ["play", slug, people] if people.isdecimal() and 1 <= int(people) <= 500:
            return play(slug, int(people))
        case _:
            print(__doc__)
            return 0 if words in (["--help"], ["-h"]) else 2


def new(slug: str, folder: Path) -> int:
    """Makes the folder of a structure that plays as it is; 1 when that name cannot be."""
    if not SLUG.fullmatch(slug):
        print(f"'{slug}' must be a-z, 0-9 and _, beginning with a letter.")
        return 1
    place = folder / slug
    if place.exists():
        print(f"There is a structures/{slug} already. Choose another name, or change that one.")
        return 1
    title = slug.replace("_", " ").capitalize()
    place.mkdir()
    (place / "__init__.py").write_text(NEW.format(slug=slug, title=title), encoding="utf-8")
    (place / "card.md").write_text(CARD.format(title=title), encoding="utf-8")
    print(f"Made structures/{slug}. Change its steps and its card, then: python -m structures check {slug}")
    print("docs/structures.md tells how; docs/scripts.md tells how to put it into a script.")
    return 0


def check(slugs: list[str]) -> int:
    """Prints what is wrong and how good each structure is; 1 when there is an error."""
    known = catalogue()
    found = [problem for problem in problems() if not slugs or problem.structure in slugs]
    for problem in found:
        print(problem)
    for slug in slugs or known:
        if slug in known:
            print(quality(slug))
        elif not any(problem.structure == slug for problem in found):
            print(f"There is no structure '{slug}'.")
            return 1
    return int(any(problem.error for problem in found))


def play(slug: str, people: int) -> int:
    """Plays a structure in virtual time and prints step by step who was together and what was written."""
    from server.rehearsal.play import Play  # here, so that new and check need little and start at once
    from server.scripts import insertable

    if slug not in catalogue():
        return check([slug])
    ask = Ask("role", "I am here as", ("a patient", "a carer", "a pharmacist", "a doctor or nurse"))
    item = insertable(slug)
    played = Play(Plan(item.title, items=(item,), asks=(ask,)), people, 1, datetime(2026, 1, 1, 10, tzinfo=UTC))
    played.run()
    session = played.session
    for stay in session.stays:
        step = next(step for step in item.steps if step_key(item, step) == stay.step)
        sizes = [len(group) for group in session.groups_in(stay.step)]
        together = f"groups of {', '.join(map(str, sizes))}" if sizes else step.grouping.kind
        print(f"\n{step.title or step.name} ({stay.planned / 60:g} min, {together}): {step.ask}")
        if step.capture in ("private", "group"):
            print(f"  {len(list(session.written(stay.step)))} notes, {step.capture}")
            continue
        for one in session.written(stay.step):
            words = [str(value) for value in one.values.values() if not isinstance(value, tuple)]
            print(f"  {' | '.join(words)}{f'  (from {len(one.about)})' if one.about else ''}")
    return 0


def quality(slug: str) -> str:
    """One line on how good a structure is. Bronze: it plays. Silver: its card is whole, and every step has a cue.
    Gold: people have rehearsed it, and its card says what they found, under Rehearsed."""
    structure, steps = catalogue()[slug], resolve(catalogue()[slug])
    minutes = total_seconds((Item("i", "structure", "", steps=steps),), 25) / 60
    lacks = [problem.says for problem in problems() if problem.structure == slug]
    without_cue = [step.name for step in steps if not step.cue]
    if without_cue:
        lacks.append(f"no cue in {', '.join(without_cue)}.")
    grade = "bronze" if lacks else "gold" if "\n## Rehearsed\n" in card(slug) else "silver"
    nexts = f"; for silver: {' '.join(lacks)}" if lacks else ""
    facts = f"{len(steps)} steps, {minutes:g} min for 25, from {structure.least} people"
    return f"{slug:24} {grade:7} {facts}{nexts}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
