"""python -m structures new|check|play: begin a structure, see how well all of them stand, and try one.

    python -m structures new kind_wishes    makes structures/kind_wishes/ with a structure that plays, to change at will
    python -m structures check           every problem of every structure, and a line on how good each one is
    python -m structures check troika    the same for some
    python -m structures play troika 13  plays it with 13 simulated people, and shows what they wrote (25 when left out)

To play a whole script and get its record: tingsha play SCRIPT.
"""

from __future__ import annotations

import sys

from server.core.plan import step_key
from server.scripts import insertable
from structures import HERE, catalogue, problems
from structures.new import new
from structures.quality import played, quality


def main(words: list[str]) -> int:
    match words:
        case ["new", slug]:
            return begin(slug)
        case ["check", *slugs]:
            return check(slugs)
        case ["play", slug]:
            return play(slug, 25)
        case ["play", slug, people] if people.isdecimal() and 1 <= int(people) <= 500:
            return play(slug, int(people))
        case _:
            print(__doc__)
            return 0 if words in (["--help"], ["-h"]) else 2


def begin(slug: str) -> int:
    """Makes a structure that plays, to change at will; 1 when that name cannot be."""
    try:
        new(slug, HERE)
    except ValueError as wrong:
        print(wrong)
        return 1
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
    if slug not in catalogue():
        return check([slug])
    item, session = insertable(slug), played(slug, people).session
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


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
