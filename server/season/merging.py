"""A list of people meets those who are known already: who is new, who changed, and which rows cannot both be right.

The same person is known by the id that an exported file carries, else by the mail address, else by the name. Nobody is
ever taken out by a list, and an empty cell changes nothing. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from server.season.person import Details, Person
from server.season.roster import Bad, Entry

MOST_PEOPLE = 20_000
"""People in one community, those who have gone included."""
MOST_NAMESAKES = 50
"""People of one name who are told apart by what else is known; a list of so many is no list of names."""

_TOLD_APART_BY = ("email", "role", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Double:
    """Row `row` told of the same person as row `of`; the two were put together."""

    row: int
    of: int
    name: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What a list comes to: people to add, details to change by id, ids of those who had gone and are back (they may
    be among the changed, too), how many stay as they are, rows put together, and rows not taken."""

    added: tuple[Details, ...] = ()
    changed: tuple[tuple[str, Details], ...] = ()
    back: tuple[str, ...] = ()
    same: int = 0
    doubles: tuple[Double, ...] = ()
    bad: tuple[Bad, ...] = ()


@dataclass(slots=True, eq=False)
class _Known:
    """Somebody, as known so far: `before` from the database, `row` of the list that told of them, 0 for none yet."""

    now: Details
    before: Person | None = None
    row: int = 0


@dataclass(slots=True)
class _Index:
    ids: dict[str, _Known] = field(default_factory=dict)
    emails: dict[str, _Known] = field(default_factory=dict)
    names: dict[str, list[_Known]] = field(default_factory=dict)

    def learn(self, known: _Known) -> None:
        if known.now.email:
            self.emails.setdefault(known.now.email.casefold(), known)
        same_name = self.names.setdefault(known.now.name.casefold(), [])
        if known not in same_name and len(same_name) < MOST_NAMESAKES:
            same_name.append(known)

    def find(self, entry: Entry) -> _Known | None:
        mine = self.ids.get(entry.id)
        if mine and not mine.row:
            return mine
        if entry.details.email and (known := self.emails.get(entry.details.email.casefold())):
            return known
        namesakes = self.names.get(entry.details.name.casefold(), [])
        if alike := next((one for one in namesakes if not _differs(one.now, entry.details)), None):
            return alike
        fresh = [one for one in namesakes if not one.row and "email" not in _differs(one.now, entry.details)]
        # The only one of that name has another role by now; of two, nobody could tell whose it is.
        return fresh[0] if len(namesakes) == 1 and fresh else None


def merge(people: Iterable[Person], entries: Iterable[Entry]) -> Merged:
    """What the rows of a list change for the people of a community. Those who have gone are people, too."""
    index, everybody = _Index(), list[_Known]()
    for person in people:
        known = _Known(person.details, person)
        everybody.append(known)
        index.ids[person.id] = known
        index.learn(known)
    doubles, bad = list[Double](), list[Bad]()
    for entry in entries:
        found = index.find(entry)
        if found is None:
            found = _Known(entry.details, row=entry.row)
            everybody.append(found)
        elif wrong := _contradiction(found, entry, index):
            bad.append(wrong)
            continue
        else:
            if found.row:
                doubles.append(Double(entry.row, found.row, found.now.name))
            said = {name: getattr(entry.details, name) for name in entry.says}
            if found.row and "contact" in said:
                said["contact"] &= found.now.contact  # of two answers, the careful one
            found.now = replace(found.now, **said)
            found.row = found.row or entry.row
        index.learn(found)
    told = [known for known in everybody if known.row]
    old = [(known, known.before) for known in told if known.before]
    changed = [(person.id, known.now) for known, person in old if known.now != person.details]
    back = [person.id for _, person in old if person.left_at is not None]
    return Merged(
        tuple(known.now for known in told if not known.before), tuple(changed), tuple(back),
        len(old) - len({id for id, _ in changed} | set(back)), tuple(doubles), tuple(bad),
    )  # fmt: skip


def _differs(known: Details, told: Details) -> list[str]:
    """What both say, and say differently."""
    pairs = ((name, getattr(known, name), getattr(told, name)) for name in _TOLD_APART_BY)
    return [name for name, one, other in pairs if one and other and one.casefold() != other.casefold()]


def _contradiction(found: _Known, entry: Entry, index: _Index) -> Bad | None:
    """Why the row cannot be true of the person it was found to mean."""
    told, where = entry.details, f"row {found.row}" if found.row else "this community"
    owner = index.emails.get(told.email.casefold()) if told.email else None
    if owner is not None and owner is not found:
        why = f"The address {told.email} is {owner.now.name}’s already."
        return Bad(entry.row, told.name, why, "Give each person an address of their own, or none.")
    known_by_id = found.before is not None and found.before.id == entry.id and not found.row
    if not known_by_id and found.now.name.casefold() != told.name.casefold():
        why = f"The address {told.email} is in {where} already, with the name {found.now.name}."
        return Bad(entry.row, told.name, why, "Write the same name in both, or give each an address of their own.")
    if found.row and (differing := _differs(found.now, told)):
        name = differing[0]
        why = f"This is the person of {where}, but the {name} is another: {getattr(found.now, name)}."
        return Bad(entry.row, told.name, why, "Keep one of the two rows.")
    return None
