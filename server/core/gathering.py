"""Groups that come about by what people are, chose or wrote: clusters, a circle, choices, stations, a folded line.

Pure arithmetic over seats and plain values; `server.core.forming` reads these out of a session. As everywhere, nobody
is alone by arithmetic: whoever would be joins the smallest other group.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.core.grouping import Groups, Wish, of_size
from server.core.mixing import Mixer

FEW = 3
"""So few people all sit inside a circle: nobody is left to watch from a table."""
OUTER = 4
ABOUT = 4
"""The size of groups where there is nothing to choose and nothing to visit."""
PARTY = 8
"""More people than this cannot gather round one station."""


@dataclass(frozen=True, slots=True)
class Formed:
    """Groups, with what each is about (ids of contributions) or is called; both are empty or as long as `groups`."""

    groups: Groups
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def plain(people: Iterable[int], size: int, wish: Wish, rng: random.Random) -> Groups:
    """Everybody in groups of about `size`, the extra people spread."""
    return of_size(people, size, least=2, most=None, remainder="up", wish=wish, rng=rng)


def clusters(
    people: Sequence[int], answers: Mapping[int, str], order: Sequence[str], rng: random.Random
) -> Formed | None:
    """People with the same answer together, in the `order` of the answers offered, the others by their letters.

    A cluster of one joins the smallest other one, under the name of the larger; who did not answer joins the smallest.
    None when nobody answered.
    """
    called: dict[str, str] = {}
    kinds: dict[str, list[int]] = {}
    for seat in people:
        if answer := " ".join(answers.get(seat, "").split()):
            called.setdefault(answer.casefold(), answer)
            kinds.setdefault(answer.casefold(), []).append(seat)
    if not kinds:
        return None
    rank = {" ".join(option.split()).casefold(): n for n, option in enumerate(order)}
    named = sorted(kinds, key=lambda kind: (rank.get(kind, len(rank)), kind))
    groups = [kinds[kind] for kind in named]
    for seat in people:
        if not answers.get(seat, "").strip():
            groups[_smallest(groups)].append(seat)
    _nobody_alone(groups)
    return Formed(
        tuple(_in_chance_order(group, rng) for group in groups if group),
        names=tuple(called[kind] for kind, group in zip(named, groups, strict=True) if group),
    )


def circle(
    people: Sequence[int], willing: Iterable[int], size: int, outer: int, wish: Wish, rng: random.Random
) -> Formed:
    """Group 0 inside, at most `size`, of the willing; by lot when fewer than two are. The others at tables of `outer`.

    Where one would be alone outside they come in, or, when there is no chair left, one from inside goes out to them.
    """
    everybody = sorted(people)
    if len(everybody) <= FEW:
        return Formed((_in_chance_order(everybody, rng),)) if everybody else Formed(())
    here = set(everybody)
    chosen = rng.sample(sorted(here & set(willing)), len(here & set(willing)))
    if len(chosen) < 2:
        others = [seat for seat in everybody if seat not in chosen]
        chosen += rng.sample(others, max(0, min(size, max(2, len(everybody) // 2)) - len(chosen)))
    inside = chosen[: max(1, size)]
    outside = [seat for seat in everybody if seat not in inside]
    if len(outside) == 1 and len(inside) < size:
        inside, outside = inside + outside, []
    elif len(outside) == 1:
        inside, outside = inside[:-1], outside + inside[-1:]
    tables = plain(outside, outer or OUTER, wish, rng) if outside else ()
    return Formed((tuple(inside), *tables))


def joined(
    people: Sequence[int],
    offers: Mapping[str, int],
    picks: Mapping[int, str],
    roam: bool,
    wish: Wish,
    rng: random.Random,
) -> Formed:
    """One group per offer (its id to its writer's seat) that was picked or whose writer is here; see `Grouping`.

    With `roam` every offer keeps a group, so that people can go there, and who chose to be alone stays so. Without,
    a lone chooser joins the smallest other group. Who picked nothing stays with their own offer, else joins the
    smallest group. Where nobody chose and no writer is here, people spread over the offers by lot.
    """
    if not offers:
        return Formed(plain(people, ABOUT, wish, rng))
    ids = sorted(offers)
    at = {id: n for n, id in enumerate(ids)}
    groups: list[list[int]] = [[] for _ in ids]
    popular = Counter(picks[seat] for seat in people if picks.get(seat) in at)
    chose, unplaced = set(), []
    for seat in people:
        own = [id for id in ids if offers[id] == seat]
        if picks.get(seat) in at:
            groups[at[picks[seat]]].append(seat)
            chose.add(seat)
        elif own:
            groups[at[max(own, key=lambda id: popular[id])]].append(seat)
        else:
            unplaced.append(seat)
    if not any(groups):
        open_ = min(len(ids), max(1, len(unplaced) // ABOUT))
        groups[:open_] = _parties(unplaced, open_, wish, rng)
    else:
        for seat in rng.sample(unplaced, len(unplaced)):
            groups[_smallest(groups)].append(seat)
    _nobody_alone(groups, lambda seat: roam and seat in chose)
    kept = [(id, _in_chance_order(group, rng)) for id, group in zip(ids, groups, strict=True) if group or roam]
    return Formed(tuple(group for _, group in kept), tuple(id for id, _ in kept))


def stations(
    people: Sequence[int], offers: Mapping[str, int], wish: Wish, rng: random.Random, visits: int = 0
) -> Formed:
    """The first visit: one station for each writer who is here (at most half the people), and a party at each.

    No more stations than `visits`, so that everybody sees each of them, unless parties would be larger than `PARTY`.
    """
    here = set(people)
    hosts: dict[int, str] = {}
    for id in sorted(offers):
        if offers[id] in here:
            hosts.setdefault(offers[id], id)
    room_for = min(len(people) // 2, max(visits, len(people) // PARTY) if visits else len(people))
    hosts = dict(list(hosts.items())[:room_for])
    if not hosts:
        return Formed(plain(people, ABOUT, wish, rng))
    parties = _parties([seat for seat in people if seat not in hosts], len(hosts), wish, rng)
    groups = tuple((host, *party) for host, party in zip(hosts, parties, strict=True))
    return Formed(groups, tuple(hosts.values()))


def next_visit(people: Sequence[int], before: Groups, hosts: Sequence[int], shift: int) -> Groups:
    """The groups `shift` visits after `before`: parties go on that many stations, hosts are at their own.

    `hosts` holds the seat of each station's writer (0: unknown). Who is new joins the smallest party.
    """
    here, stay = set(people), set(hosts)
    going = here - stay
    parties: list[list[int]] = [[] for _ in hosts]
    for number, group in enumerate(before):
        parties[(number + shift) % len(hosts)].extend(seat for seat in group if seat in going)
    for seat in sorted(going - {seat for party in parties for seat in party}):
        min(parties, key=len).append(seat)
    groups = [[host, *party] if host in here else party for host, party in zip(hosts, parties, strict=True)]
    _nobody_alone(groups)
    return tuple(tuple(group) for group in groups)


def fold(people: Sequence[int], places: Mapping[int, float], rng: random.Random) -> Formed:
    """First with last along the line, and so on inwards; the odd one in the middle makes the last pair a trio."""
    mixed = rng.sample(list(people), len(people))
    placed = sorted((seat for seat in mixed if seat in places), key=lambda seat: places[seat])
    middle = len(placed) // 2
    row = [*placed[:middle], *(seat for seat in mixed if seat not in places), *placed[middle:]]
    groups = [[row[n], row[-1 - n]] for n in range(len(row) // 2)]
    if len(row) % 2:
        odd = row[len(row) // 2]
        groups[-1:] = [[*groups[-1], odd]] if groups else [[odd]]
    return Formed(tuple(_in_chance_order(group, rng) for group in groups))


def _parties(people: Sequence[int], count: int, wish: Wish, rng: random.Random) -> list[list[int]]:
    """Everybody in just so many groups, as even as can be."""
    sizes = [(n + 1) * len(people) // count - n * len(people) // count for n in range(count)]
    if max(sizes) <= 1:
        row = iter(rng.sample(list(people), len(people)))
        return [[next(row) for _ in range(size)] for size in sizes]
    return Mixer(people, sizes, max(sizes), wish, rng).mixed()


def _nobody_alone(groups: list[list[int]], stays: Callable[[int], bool] = lambda _: False) -> None:
    """Each who would be alone joins the smallest other group; what they leave behind is an empty group."""
    for group in groups:
        if len(group) == 1 and not stays(group[0]):
            others = [other for other in groups if other and other is not group]
            if others:
                min(others, key=len).append(group.pop())


def _smallest(groups: Sequence[Sequence[int]]) -> int:
    """The number of the smallest group with somebody in it."""
    return min((n for n, group in enumerate(groups) if group), key=lambda n: len(groups[n]))


def _in_chance_order(seats: Sequence[int], rng: random.Random) -> tuple[int, ...]:
    """Who speaks first is chance, never the order of joining."""
    return tuple(rng.sample(list(seats), len(seats)))
