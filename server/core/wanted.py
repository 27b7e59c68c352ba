"""What a session wants of its groups: each wish with its weight, as the script set it or a facilitator changed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from server.core.plan import Ask
from server.core.remembering import once
from server.core.session import Seat, Session
from server.core.wishes import APART, NEW_PEOPLE, ORGANISATIONS, RESERVED, TOGETHER, USUAL, Weight, Wish, tie_cost

_THE_SAME = ("organisation", "organisations")
"""Where people are asked for it, what they say comes before what their community knows."""


def weight_of(session: Session, wish: str) -> Weight:
    """How much a wish counts now: one of `RESERVED`, or the name of an ask."""
    if wish in session.mixing:
        return session.mixing[wish]
    if wish in USUAL:
        return USUAL[wish]
    return "above_all" if wish in session.plan.together else "a_little" if wish in session.plan.spread else "never_mind"


def weighable(session: Session) -> Iterator[Ask]:
    """The asks whose answers can be mixed or kept together; words that everybody finds for themselves are none."""
    plan = session.plan
    named = {*plan.spread, *plan.together, *plan.mixing}
    return (ask for ask in plan.asks if (ask.options or ask.name in named) and ask.name not in RESERVED)


def answers(session: Session, name: str) -> dict[int, str]:
    """What people answered to an ask, by seat."""
    return {n: seat.traits[name] for n, seat in session.seats.items() if name in seat.traits}


def organisations(session: Session) -> Mapping[int, str]:
    """A sign for each organisation that has several people here, by seat; its name is not known. Empty where people
    are asked for it."""
    asked = any(ask.name in _THE_SAME for ask in session.plan.asks)
    return {} if asked else _signs(session.seats)


@once(4)
def _signs(seats: Mapping[int, Seat]) -> Mapping[int, str]:
    first: dict[int, int] = {}
    for number, seat in seats.items():
        known = [first.get(other, other) for other in seat.colleagues]
        if known:
            first[number] = first[known[0]] = known[0]
    return {seat: str(sign) for seat, sign in first.items()}


def wanted(session: Session, met: Mapping[frozenset[int], int], odd: Mapping[int, int]) -> Wish:
    """All wishes as the arithmetic takes them; `met` and `odd` as it remembers them."""
    spread: list[tuple[Mapping[int, str], Weight]] = []
    together: list[Mapping[int, str]] = []
    gathered: list[tuple[Mapping[int, str], Weight]] = []
    for ask in weighable(session):
        weight, said = weight_of(session, ask.name), answers(session, ask.name)
        if weight == "never_mind":
            continue
        if ask.name not in session.plan.together:
            spread.append((said, weight))
        elif weight == "above_all":
            together.append(said)
        else:
            gathered.append((said, weight))
    colleagues, weight = organisations(session), weight_of(session, ORGANISATIONS)
    if colleagues and weight != "never_mind":
        spread.append((colleagues, weight))
    return Wish(
        spread=tuple(trait for trait, _ in spread),
        weighed=tuple(weight for _, weight in spread),
        together=tuple(together),
        gathered=tuple(gathered),
        met=met,
        odd=odd,
        new_people=weight_of(session, NEW_PEOPLE),
        ties=chosen(session).ties,
    )


def chosen(session: Session) -> Wish:
    """Nothing but the chosen pairs; those that nobody minds now are left out."""
    weights = {"apart": weight_of(session, APART), "together": weight_of(session, TOGETHER)}
    counted = {pair: how for pair, how in session.ties.items() if weights[how] != "never_mind"}
    return Wish(ties={pair: tie_cost(how, weights[how]) for pair, how in counted.items()})
