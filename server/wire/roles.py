"""Who may do what: one table of every command and every asking, by role. What is not in it, nobody may do."""

from __future__ import annotations

from typing import Literal

Role = Literal["seat", "facilitator", "stage", "organiser"]

NOBODY: frozenset[Role] = frozenset()
SEAT: frozenset[Role] = frozenset({"seat"})
FACILITATOR: frozenset[Role] = frozenset({"facilitator"})
ORGANISER: frozenset[Role] = frozenset({"organiser"})
BOTH = SEAT | FACILITATOR
HOSTS = FACILITATOR | ORGANISER
SCREENS: frozenset[Role] = frozenset({"seat", "facilitator", "stage"})

MAY: dict[str, frozenset[Role]] = {
    # a participant
    "leave": SEAT,
    "rejoin": SEAT,
    "submit": SEAT,
    "revise": SEAT,
    "withdraw": SEAT,
    "take_pen": SEAT,
    "go_to_group": SEAT,
    "pass": SEAT,
    "finish": SEAT,
    "call_help": SEAT,
    "answer_help": BOTH,
    # a facilitator: the run
    "next": FACILITATOR,
    "back": FACILITATOR,
    "go_to": FACILITATOR,
    "skip": FACILITATOR,
    "repeat": FACILITATOR,
    "insert": FACILITATOR,
    "plan_minutes": FACILITATOR,
    "pause": FACILITATOR,
    "resume": FACILITATOR,
    "extend": FACILITATOR,
    "shorten": FACILITATOR,
    "ring": FACILITATOR,
    # a facilitator: people and words
    "move_person": FACILITATOR,
    "regroup": FACILITATOR,
    "remove_person": FACILITATOR,
    "moderate": FACILITATOR,
    "put_in_one": FACILITATOR,
    "take_apart": FACILITATOR,
    "message": FACILITATOR,
    "write_note": FACILITATOR,
    "hand_over": FACILITATOR,
    "close": FACILITATOR,
    "reopen": FACILITATOR,
    # what is asked beside commands
    "parts": SCREENS,
    "hint": SEAT,
    "qr": SCREENS | ORGANISER,
    "add_picture": SEAT,
    "see_picture": SCREENS | ORGANISER,
    "structures": HOSTS,
    "card": HOSTS,
    "preview": HOSTS,
    "invite": FACILITATOR,
    "demo": FACILITATOR,
    "crowd": FACILITATOR,
    "home": ORGANISER,
    "create": ORGANISER,
    "look": ORGANISER,
    "record": ORGANISER,
    "revoke": ORGANISER,
}


def may(role: Role, doing: str) -> bool:
    return role in MAY.get(doing, NOBODY)
