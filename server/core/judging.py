"""How well groups came out, measured by the wishes: counted here, told in words by the facilitator's screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from server.core.events import Groups
from server.core.forming import GROUP_MEMORY
from server.core.mixture import MixedBy, Mixture, Tied, Weighed
from server.core.session import Session
from server.core.wanted import answers, organisations, weighable, weight_of
from server.core.wishes import APART, NEW_PEOPLE, ORGANISATIONS, TOGETHER, broken
from structures.vocabulary import Grouping

Met = Mapping[frozenset[int], int]


def weighed(session: Session) -> tuple[Weighed, ...]:
    """All wishes this session has, in the order they are told."""
    found = [Weighed(NEW_PEOPLE, "new_people", "", weight_of(session, NEW_PEOPLE))]
    for ask in weighable(session):
        gathers = ask.name in session.plan.together
        found.append(Weighed(ask.name, "gather" if gathers else "mix", ask.name, weight_of(session, ask.name)))
    if organisations(session):
        found.append(Weighed(ORGANISATIONS, "organisations", "", weight_of(session, ORGANISATIONS)))
    found.append(Weighed(APART, "apart", "", weight_of(session, APART)))
    found.append(Weighed(TOGETHER, "together", "", weight_of(session, TOGETHER)))
    return tuple(found)


def tied(session: Session) -> tuple[Tied, ...]:
    """The chosen pairs, also of people who have left: they may be back."""
    return tuple(Tied(min(pair), max(pair), how) for pair, how in session.ties.items())


def mixture(session: Session, grouping: Grouping, groups: Groups, met: Met, *, now: bool = False) -> Mixture | None:
    """How well these groups came out; `met` is how often pairs were together, with these groups counted in where people
    sit in them `now`. None where there is nothing to tell: one group, or people alone."""
    there = [group for group in groups if group]
    if len(there) < 2 or max(map(len, there)) < 2:
        return None
    new = of = again = 0
    if grouping.kind == "groups":
        for group in there:
            if 1 < len(group) <= GROUP_MEMORY:
                known = {s: sum(met.get(frozenset((s, other)), 0) > now for other in group) for s in group}
                of += len(group)
                new += sum(count < len(group) - 1 for count in known.values())
                again += sum(known.values()) // 2
    apart, of_apart = _kept(session, there, "apart")
    together, of_together = _kept(session, there, "together")
    return Mixture(new, of, again, _spread(session, grouping, there), apart, of_apart, together, of_together)


def _spread(session: Session, grouping: Grouping, groups: Sequence[Sequence[int]]) -> tuple[MixedBy, ...]:
    """For each trait that is to be mixed: how many groups have no more of a kind than they must."""
    if grouping.kind not in ("groups", "merge"):
        return ()
    traits: list[tuple[str, Mapping[int, str]]] = [
        (ask.name, answers(session, ask.name))
        for ask in weighable(session)
        if ask.name not in session.plan.together and weight_of(session, ask.name) != "never_mind"
    ]
    if weight_of(session, ORGANISATIONS) != "never_mind":
        traits.append(("", organisations(session)))
    found = []
    for name, trait in traits:
        held = Counter(trait[seat] for group in groups for seat in group if seat in trait)
        if len(held) < 2 and name:
            continue
        most = {value: -(-number // len(groups)) for value, number in held.items()}
        each = [Counter(trait[seat] for seat in group if seat in trait) for group in groups]
        well = sum(all(number <= most[value] for value, number in group.items()) for group in each)
        if held:
            found.append(MixedBy(name, well, len(groups)))
    return tuple(found)


def _kept(session: Session, groups: Sequence[Sequence[int]], how: str) -> tuple[int, int]:
    """How many of the chosen pairs who sit here are kept, and of how many."""
    here = {seat for group in groups for seat in group}
    weight = weight_of(session, APART if how == "apart" else TOGETHER)
    pairs = {
        pair: how == "together"
        for pair, chosen in session.ties.items()
        if chosen == how and pair <= here and weight != "never_mind"
    }
    return len(pairs) - broken(groups, pairs), len(pairs)
