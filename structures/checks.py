"""What can be wrong with a structure, each with a number and the fix in words.

An error keeps a structure out of the catalogue; a warning is shown and keeps nothing out. docs/structures.md lists
the numbers. Checks look at a structure as it will be played: with the structures it calls put in place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from structures.vocabulary import Field, Grouping, Sight, Step, Structure, Time

SLUG = re.compile(r"[a-z][a-z0-9_]{0,63}")
STEP_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
CARD_PARTS = ("Purpose", "When", "Steps", "Tips", "Traps", "Riffs", "Online and hybrid", "Attribution")
LONGEST_ASK = 140


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a structure. `code` is LS and three digits."""

    code: str
    structure: str
    says: str
    error: bool = True

    def __str__(self) -> str:
        return f"{self.code} {self.structure}: {self.says}{'' if self.error else ' (a warning)'}"


def nearest(name: str, names: Collection[str]) -> str:
    """The end of a sentence: the name that was probably meant, or the names there are."""
    close = get_close_matches(name, sorted(names), 1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"there is {', '.join(sorted(names))}." if names else "there is none yet."


def base_name(step: Step) -> str:
    """The name of a step without its round: `meet` for `meet-2`, which is the second of several."""
    return step.name.removesuffix(f"-{step.round[0]}") if step.round[0] else step.name


def check_loaded(name: str, thing: Any, built_in: bool, others: Mapping[str, Structure]) -> list[Problem]:
    """Whether what a folder or an entry point holds is a structure of a name of its own."""
    structure = getattr(thing, "STRUCTURE", thing)
    if not isinstance(structure, Structure):
        return [Problem("LS002", name, "holds no STRUCTURE; write STRUCTURE = Structure(slug=..., ...).")]
    slug = structure.slug
    if not SLUG.fullmatch(slug):
        return [Problem("LS003", name, f"slug '{slug}' must be a-z, 0-9 and _, beginning with a letter.")]
    if built_in and slug != name:
        return [Problem("LS003", name, f"slug '{slug}' differs from its folder; write slug=\"{name}\".")]
    if slug in others:
        return [Problem("LS004", name, f"slug '{slug}' is taken by '{others[slug].title}'; choose another.")]
    return []


def check(structure: Structure, steps: tuple[Step, ...], card: str) -> list[Problem]:
    """Everything wrong with a structure, given its steps as they will be played, and its card."""
    errors = [*_whole(structure), *_Steps(steps).problems(), *_leaves(structure, steps)]
    warnings = [*_card(card), *_words(steps)]
    slug = structure.slug
    found = [Problem(code, slug, says) for code, says in errors]
    return found + [Problem(code, slug, says, error=False) for code, says in warnings]


Finding = tuple[str, str]


def _whole(structure: Structure) -> Iterator[Finding]:
    if not structure.steps:
        yield "LS005", "has no steps; a structure needs one at least."
    for name in ("title", "purpose", "invitation"):
        if not getattr(structure, name).strip():
            yield "LS005", f"has no {name}; say it in one sentence."
    for part in structure.steps:
        if not STEP_NAME.fullmatch(part.name):
            yield "LS011", f"step '{part.name}' must be named with a-z, 0-9 and -."


class _Steps:
    """The steps in order, with what each of them may refer to."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.place: dict[str, int] = {}
        for n, step in enumerate(steps):
            self.place.setdefault(step.name, n)
        self.collected = [step.name for step in steps if step.form]

    def problems(self) -> Iterator[Finding]:
        grouped = False
        for n, step in enumerate(self.steps):
            if self.place[step.name] != n:
                yield "LS010", f"two steps are called '{step.name}'; names must differ."
            yield from _own(step)
            if step.grouping.kind in ("keep", "merge") and not grouped:
                word = "KEEP" if step.grouping.kind == "keep" else "merge()"
                yield "LS021", f"step '{step.name}' has {word} before any group; begin with groups_of() or PAIRS."
            grouped = grouped or step.grouping.kind == "groups"
            yield from self._refers(n, step)

    def _refers(self, n: int, step: Step) -> Iterator[Finding]:
        for sight in step.sees:
            if sight.whose != "output":
                yield from self._sight(n, step, sight)
        yield from self._earlier(n, step, "deals", step.deals, "LS023")
        yield from self._earlier(n, step, "grows from", step.grows_from, "LS028")
        holds = {sight.of for sight in step.sees if sight.whose == "dealt"}
        if step.deals and step.deals not in holds:
            fix = f"add dealt(\"{step.deals}\") to sees."
            yield "LS023", f"step '{step.name}' deals '{step.deals}' but nobody sees the card; {fix}"
        for of in sorted(holds - {step.deals}):
            yield "LS023", f"step '{step.name}' shows a dealt card of '{of}' but deals none; write deals=\"{of}\"."
        in_sight = any(sight.whose not in ("own", "dealt") for sight in step.sees)
        for field in step.form:
            if field.kind == "pick" and not in_sight:
                yield "LS018", f"step '{step.name}' picks '{field.name}' but shows no cards; grant a sight of some."

    def _earlier(self, n: int, step: Step, does: str, of: str, code: str) -> Iterator[Finding]:
        if not of:
            return
        if of not in self.collected:
            yield code, f"step '{step.name}' {does} '{of}', which no step collects; {nearest(of, self.collected)}"
        elif self.place[of] >= n:
            yield code, f"step '{step.name}' {does} '{of}', which comes later; it can only be an earlier step."

    def _sight(self, n: int, step: Step, sight: Sight) -> Iterator[Finding]:
        name = step.name
        if sight.of not in self.collected:
            fix = nearest(sight.of, self.collected)
            yield "LS012", f"step '{name}' shows '{sight.of}', which no step collects; {fix}"
            return
        if self.place[sight.of] > n:
            yield "LS013", f"step '{name}' shows '{sight.of}', which comes later; show it from there on."
            return
        of = self.steps[self.place[sight.of]]
        if of.capture == "private" and sight.whose != "own":
            yield "LS014", f"step '{name}' shows '{of.name}' to others, but it is private; use own(\"{of.name}\")."
        if of.capture == "group" and sight.whose in ("all", "dealt"):
            fix = 'write capture="room" there.'
            yield "LS014", f"step '{name}' shows '{of.name}' to the room, but it stays in its group; {fix}"
        if (sight.whose == "lead" or sight.to != "each") and step.turn < 0:
            yield "LS020", f"step '{name}' speaks of a lead but has none; make it a step of rotate()."
        if sight.whose in ("group", "lead") and step.grouping.kind in ("alone", "everyone"):
            yield "LS019", f"step '{name}' shows a group's words, but people are in no group; give it a grouping."
        if sight.named and not of.named:
            fix = "write named=True there."
            yield "LS030", f"step '{name}' shows '{of.name}' with names, but it was written without; {fix}"
        if sight.show == "ranking":
            yield from _scored(f"step '{name}' ranks '{of.name}' by", sight.by, self.steps[: n + 1], "LS026")
        if sight.show == "spread" and not _has_score(of):
            yield "LS026", f"step '{name}' shows the spread of '{of.name}', which has no score; spread() needs one."


def _own(step: Step) -> Iterator[Finding]:
    """What is wrong with a step by itself."""
    name = step.name
    if not step.ask.strip():
        yield "LS005", f"step '{name}' asks nothing; say what people do now."
    if (step.time.minutes if isinstance(step.time, Time) else step.time) <= 0:
        yield "LS027", f"step '{name}' takes no time; give it minutes above 0."
    if isinstance(step.time, Time) and step.time.kind == "per_person" and step.grouping.kind == "alone":
        yield "LS027", f"step '{name}' is timed per person, but everybody is alone; give plain minutes or groups."
    if step.form and step.capture == "none":
        yield "LS015", f"step '{name}' has fields but capture=\"none\"; take the fields out, or let words be kept."
    if step.form and step.entries < 0:
        yield "LS032", f"step '{name}' takes {step.entries} entries; write 0 for as many as people like."
    if step.by == "scribe" and step.grouping.kind == "alone":
        yield "LS019", f"step '{name}' has a scribe but no group; give it a grouping, or by=\"each\"."
    if step.turns and step.grouping.kind == "alone":
        yield "LS029", f"step '{name}' shares its time in turns, but everybody is alone; give it a grouping."
    if step.by in ("lead", "rest") and step.turn < 0:
        yield "LS020", f"step '{name}' is written by the {step.by}, but nobody leads; make it a step of rotate()."
    if step.turn >= 0 and not (step.lead and step.rest):
        yield "LS020", f"step '{name}' rotates without words for lead and rest; name both in rotate()."
    yield from _grouping(name, step.grouping)
    names = [field.name for field in step.form]
    for double in sorted({n for n in names if names.count(n) > 1}):
        yield "LS017", f"step '{name}' has two fields '{double}'; names must differ."
    for field in step.form:
        yield from ((("LS017", f"step '{name}', field '{field.name}' {says}")) for says in _field(field))


def _field(field: Field) -> Iterator[str]:
    if not FIELD_NAME.fullmatch(field.name):
        yield "must be named with a-z, 0-9 and _."
    if field.kind == "choice" and len(set(field.options)) < 2:
        yield "offers no choice; give it two different options at least."
    if field.kind == "score" and not 0 <= field.low < field.high <= 10:
        yield f"runs from {field.low} to {field.high}; a score runs upwards between 0 and 10."
    if field.kind in ("text", "long", "pick") and field.most < 1:
        yield "has no room; let `most` be 1 or more."


def _grouping(name: str, grouping: Grouping) -> Iterator[Finding]:
    if grouping.kind == "merge" and grouping.size < 2:
        yield "LS022", f"step '{name}' merges {grouping.size} by {grouping.size}; it takes two to merge."
    if grouping.kind == "groups":
        if grouping.size < 2:
            yield "LS022", f"step '{name}' makes groups of {grouping.size}; write ALONE for one."
        elif not grouping.least <= grouping.size <= grouping.most:
            says = f"step '{name}' makes groups of {grouping.size}, not within {grouping.least} to {grouping.most}."
            yield "LS022", says + " Let least <= size <= most."


def _leaves(structure: Structure, steps: tuple[Step, ...]) -> Iterator[Finding]:
    by_name = {base_name(step): step for step in steps} | {step.name: step for step in steps}
    written = [name for name, step in by_name.items() if step.form]
    for name in structure.leaves.of:
        if name not in written:
            yield "LS025", f"leaves '{name}', which no step collects; {nearest(name, written)}"
        elif by_name[name].capture != "room":
            says = f"leaves '{name}', whose words stay {by_name[name].capture}; only words of the room can be left."
            yield "LS025", says
    if structure.leaves.by:
        yield from _scored("orders what it leaves by", structure.leaves.by, steps, "LS025")
    elif structure.leaves.top:
        yield "LS025", f"leaves the top {structure.leaves.top}, but by no score; name the scoring step: by=\"...\"."


def _scored(does: str, by: str, steps: tuple[Step, ...], code: str) -> Iterator[Finding]:
    scoring = {name for step in steps if _has_score(step) for name in (step.name, base_name(step))}
    if by not in scoring:
        yield code, f"{does} '{by}', which gives no score; {nearest(by, scoring)}"


def _has_score(step: Step) -> bool:
    return any(field.kind == "score" for field in step.form)


def _card(card: str) -> Iterator[Finding]:
    if not card.strip():
        yield "LS006", "has no card; write card.md beside __init__.py."
        return
    parts = re.findall(r"^## (.+)$", card, re.MULTILINE)
    if missing := [part for part in CARD_PARTS if part not in parts]:
        yield "LS006", f"the card lacks {', '.join(missing)}."


def _words(steps: tuple[Step, ...]) -> Iterator[Finding]:
    for step in steps:
        if len(step.ask) > LONGEST_ASK:
            yield "LS031", f"step '{step.name}' asks in {len(step.ask)} characters; keep it to {LONGEST_ASK}."
        if step.talk and step.form and step.by == "each":
            yield "LS033", f"step '{step.name}' turns phones dark (talk) but asks everybody to write; do one of them."
        if not step.title:
            yield "LS034", f"step '{step.name}' has no title; one word is enough for the trail."
        if step.grouping.kind == "alone" and step.talk:
            yield "LS035", f"step '{step.name}' asks people to talk, but each is alone; give it a grouping."
