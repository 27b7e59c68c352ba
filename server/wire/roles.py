"""Who may do what: one table of every command and every asking, by role. What is not in it, nobody may do."""

from __future__ import annotations

from typing import Literal

Role = Literal[
    "seat", "facilitator", "stage",  # by a link to one session
    "organiser",  # by a link or an account
    "account_facilitator", "co_facilitator", "viewer",  # by an account
    "person",  # somebody of a community, by a link of their own
]  # fmt: skip

NOBODY: frozenset[Role] = frozenset()
SEAT: frozenset[Role] = frozenset({"seat"})
FACILITATOR: frozenset[Role] = frozenset({"facilitator"})
ORGANISER: frozenset[Role] = frozenset({"organiser"})
ACCOUNT_FACILITATOR: frozenset[Role] = frozenset({"account_facilitator"})
CO_FACILITATOR: frozenset[Role] = frozenset({"co_facilitator"})
VIEWER: frozenset[Role] = frozenset({"viewer"})
PERSON: frozenset[Role] = frozenset({"person"})
BOTH = SEAT | FACILITATOR
MAKERS = ORGANISER | ACCOUNT_FACILITATOR
ACCOUNTS = MAKERS | CO_FACILITATOR | VIEWER
HOSTS = FACILITATOR | MAKERS
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
    "choose_naming": SEAT,
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
    "reword_given": FACILITATOR,
    # a facilitator: people and words
    "move_person": FACILITATOR,
    "regroup": FACILITATOR,
    "set_mixing": FACILITATOR,
    "tie_pair": FACILITATOR,
    "remove_person": FACILITATOR,
    "moderate": FACILITATOR,
    "amend": FACILITATOR,
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
    "qr": SCREENS | ACCOUNTS,
    "add_picture": SEAT,
    "see_picture": SCREENS | ACCOUNTS,
    "structures": HOSTS,
    "card": HOSTS,
    "preview": HOSTS,
    "invite": FACILITATOR,
    "let_back": FACILITATOR,
    "demo": FACILITATOR,
    "take_record": FACILITATOR,  # of the session they lead
    "crowd": FACILITATOR,
    # over all sessions: organisers, and those with an account
    "home": ACCOUNTS,
    "look": ACCOUNTS,
    "drive": MAKERS | CO_FACILITATOR,  # is told the links to control and stage
    "create": MAKERS,
    "record": MAKERS | VIEWER,
    "share_record": MAKERS,
    "put_right": MAKERS,
    "handouts": MAKERS | CO_FACILITATOR,  # what is printed before a session
    "revoke": MAKERS,
    "account": ACCOUNTS,
    "colleagues": ORGANISER,
    # communities: whoever helps sees when they meet; names and addresses are the organiser's alone
    "communities": ACCOUNTS,
    "keep_communities": ORGANISER,
    "meet": MAKERS,
    "series_record": MAKERS | VIEWER,
    "attendance": ORGANISER,
    "people": ORGANISER,
    "keep_people": ORGANISER,
    "personal_links": ORGANISER,
    "promises": ORGANISER,
    "registration": ORGANISER,
    "keep_registration": ORGANISER,
    "surveys": ORGANISER,
    "keep_surveys": ORGANISER,
    "kept": ORGANISER,
    "erase": ORGANISER,
    # somebody of a community, for themselves
    "me": PERSON,
    "own_seat": PERSON,
    "own_promises": PERSON | SEAT,
    "own_letters": PERSON,
    "own_survey": PERSON,
    "own_phrase": PERSON,
    "own_name": PERSON,
    "own_words": PERSON | SEAT,
    "erase_me": PERSON | SEAT,
}


def may(role: Role, doing: str) -> bool:
    return role in MAY.get(doing, NOBODY)
