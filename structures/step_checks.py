"""What can be wrong with the steps of a structure: each by itself, and in what it says of the others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import get_args

from structures.vocabulary import Canvas, Field, Grouping, Sight, Step, Tells, Time

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,31}")
ZONES = {"quadrants": (0, 4), "loop": (6,), "rings": (2, 3, 4, 5, 6), "line": (0,), "axes": (0,)}
"""How many named zones each kind of canvas may have."""
NEEDS = {"gallery": "picture", "web": "people"}
"""The field that a way of showing draws."""

Finding = tuple[str, str]


def nearest(name: str, names: Collection[str]) -> str:
    """The end of a sentence: the name that was probably meant, or the names there are."""
    close = get_close_matches(name, sorted(names), 1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"there is {', '.join(sorted(names))}." if names else "there is none yet."


def base_name(step: Step) -> str:
    """The name of a step without its round: `meet` for `meet-2`, which is the second of several."""
    return step.name.removesuffix(f"-{step.round[0]}") if step.round[0] else step.name


def steps_problems(steps: tuple[Step, ...]) -> Iterator[Finding]:
    """Everything wrong with these steps, in their order."""
    return _Steps(steps).problems()


class _Steps:
    """The steps in order, with what each of them may refer to."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        self.steps = steps
        self.place: dict[str, int] = {}
        for n, step in enumerate(steps):
            self.place.setdefault(step.name, n)
        self.collected = [step.name for step in steps if step.form]

    def problems(self) -> Iterator[Finding]:
        formed = ""
        for n, step in enumerate(self.steps):
            if self.place[step.name] != n:
                yield "LS010", f"two steps are called '{step.name}'; names must differ."
            yield from _own(step)
            if step.grouping.kind in ("keep", "merge") and not formed:
                word = "KEEP" if step.grouping.kind == "keep" else "merge()"
                yield "LS021", f"step '{step.name}' has {word} before any group; begin with groups_of() or PAIRS."
            formed = step.grouping.kind if step.grouping.forms else formed
            yield from self._refers(n, step, inside=formed == "circle")

    def _refers(self, n: int, step: Step, *, inside: bool) -> Iterator[Finding]:
        name = step.name
        for sight in step.sees:
            if sight.whose != "output":
                yield from self._sight(n, step, sight, inside=inside)
        yield from self._earlier(n, step, "deals", step.deals, "LS023")
        yield from self._earlier(n, step, "grows from", step.grows_from, "LS028")
        yield from self._earlier(n, step, "refines", step.refines, "LS038")
        yield from self._earlier(n, step, "takes its lanes from", step.lanes_of, "LS039")
        yield from self._gathers(n, step)
        yield from self._marks(n, step)
        holds = {sight.of for sight in step.sees if sight.whose == "dealt"}
        if step.deals and step.deals not in holds:
            fix = f'add dealt("{step.deals}") to sees.'
            yield "LS023", f"step '{name}' deals '{step.deals}' but nobody sees the card; {fix}"
        for of in sorted(holds - {step.deals}):
            yield "LS023", f"step '{name}' shows a dealt card of '{of}' but deals none; write deals=\"{of}\"."
        if step.by in ("lead", "rest") and step.turn < 0 and not inside:
            yield "LS020", f"step '{name}' is written by the {step.by}, but nobody leads; make it a step of rotate()."
        in_sight = any(sight.whose not in ("own", "dealt") for sight in step.sees)
        for field in step.form:
            if field.kind == "pick" and not in_sight:
                yield "LS018", f"step '{name}' picks '{field.name}' but shows no cards; grant a sight of some."
        if step.refines in self.place:
            theirs = {field.name for field in self.steps[self.place[step.refines]].form}
            if not theirs & {field.name for field in step.form}:
                fix = f"name a field as there: {', '.join(sorted(theirs))}."
                yield "LS038", f"step '{name}' refines '{step.refines}' but shares no field with it; {fix}"

    def _earlier(self, n: int, step: Step, does: str, of: str, code: str) -> Iterator[Finding]:
        if not of:
            return
        if of not in self.collected:
            yield code, f"step '{step.name}' {does} '{of}', which no step collects; {nearest(of, self.collected)}"
        elif self.place[of] >= n:
            yield code, f"step '{step.name}' {does} '{of}', which comes later; it can only be an earlier step."

    def _gathers(self, n: int, step: Step) -> Iterator[Finding]:
        """Groups that come about by what people did before."""
        kind, of = step.grouping.kind, step.grouping.of
        yield from self._earlier(n, step, "forms its groups by", of, "LS036")
        if kind in ("joined", "stations", "fold") and not of:
            yield "LS036", f"step '{step.name}' forms its groups by no step; name the one people chose or wrote in."
        field = {"circle": "choice", "joined": "pick", "fold": "place"}.get(kind)
        if of in self.place and field and not _has(self.steps[self.place[of]], field):
            yield "LS036", f"step '{step.name}' forms its groups by '{of}', which has no {field}; give it one."
        for source in (of if kind == "stations" else "", step.lanes_of):
            if source in self.place and self.steps[self.place[source]].capture != "room":
                fix = 'write capture="room" there.'
                yield "LS014", f"step '{step.name}' names groups after words of '{source}', not the room's; {fix}"

    def _marks(self, n: int, step: Step) -> Iterator[Finding]:
        if not step.marks:
            return
        if not step.form:
            yield "LS037", f"step '{step.name}' marks '{step.marks}' but asks nothing of each card; give it a form."
        if step.marks == "output":
            if not any("output" in (sight.of, sight.whose) for sight in step.sees):
                yield "LS037", f"step '{step.name}' marks earlier outputs but shows none; add earlier() to sees."
            return
        yield from self._earlier(n, step, "marks", step.marks, "LS037")
        if not any(sight.of == step.marks for sight in step.sees):
            yield "LS037", f"step '{step.name}' marks '{step.marks}' but shows no card of it; grant a sight of them."

    def _sight(self, n: int, step: Step, sight: Sight, *, inside: bool) -> Iterator[Finding]:
        name = step.name
        if sight.of == "output":
            yield from self._drawn(n, step, sight, None)
            return
        if sight.of not in self.collected:
            fix = nearest(sight.of, self.collected)
            yield "LS012", f"step '{name}' shows '{sight.of}', which no step collects; {fix}"
            return
        if self.place[sight.of] > n:
            yield "LS013", f"step '{name}' shows '{sight.of}', which comes later; show it from there on."
            return
        of = self.steps[self.place[sight.of]]
        if of.capture in ("private", "phone") and sight.whose != "own":
            yield "LS014", f"step '{name}' shows '{of.name}' to others, but it is private; use own(\"{of.name}\")."
        if of.capture == "group" and sight.whose in ("all", "dealt", "addressed"):
            fix = 'write capture="room" there.'
            yield "LS014", f"step '{name}' shows '{of.name}' to the room, but it stays in its group; {fix}"
        if (sight.whose == "lead" or sight.to != "each") and step.turn < 0 and not (inside and sight.whose != "lead"):
            yield "LS020", f"step '{name}' speaks of a lead but has none; make it a step of rotate()."
        if sight.whose in ("group", "lead", "addressed") and step.grouping.kind in ("alone", "everyone"):
            yield "LS019", f"step '{name}' shows a group's words, but people are in no group; give it a grouping."
        if sight.named and not of.named:
            fix = "write named=True there."
            yield "LS030", f"step '{name}' shows '{of.name}' with names, but it was written without; {fix}"
        yield from self._drawn(n, step, sight, of)

    def _drawn(self, n: int, step: Step, sight: Sight, of: Step | None) -> Iterator[Finding]:
        """What a way of showing needs of the words it shows and of the step that marked them."""
        name, shows = step.name, sight.show
        if shows == "ranking":
            yield from scored(f"step '{name}' ranks '{sight.of}' by", sight.by, self.steps[: n + 1], "LS026")
        if shows == "spread" and of and not _has(of, "score"):
            yield "LS026", f"step '{name}' shows the spread of '{of.name}', which has no score; spread() needs one."
        if of and shows in NEEDS and not _has(of, NEEDS[shows]):
            yield "LS040", f"step '{name}' shows '{of.name}' as a {shows}, but it has no {NEEDS[shows]}; give it one."
        if of and (shows == "matrix" or sight.whose == "addressed") and not _has(of, "addressee"):
            yield "LS041", f"step '{name}' shows who '{of.name}' is addressed to, but it has no addressee; give it one."
        if shows == "plot" and not sight.by:
            if of is None or not _has(of, "place"):
                yield (
                    "LS040",
                    f"step '{name}' plots '{sight.of}', which has no place; name the placing step: by=\"...\".",
                )
        elif shows in ("columns", "plot", "matrix"):
            field = "place" if shows == "plot" else "choice"
            marking = [s for s in self.steps[: n + 1] if sight.by in (s.name, base_name(s)) and s.marks]
            if not marking:
                fix = nearest(sight.by, [s.name for s in self.steps if s.marks])
                yield "LS040", f"step '{name}' shows '{sight.of}' by '{sight.by}', which marks nothing; {fix}"
            elif not _has(marking[0], field):
                yield "LS040", f"step '{name}' shows '{sight.of}' by '{sight.by}', which has no {field}; give it one."


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
    if step.capture == "phone" and (step.by != "each" or step.marks or _has(step, "picture")):
        fix = "let each person write plain words for themselves."
        yield "LS015", f"step '{name}' keeps its words on the phone, so nobody else can share in them; {fix}"
    if step.form and step.entries < 0:
        yield "LS032", f"step '{name}' takes {step.entries} entries; write 0 for as many as people like."
    if step.by == "scribe" and step.grouping.kind == "alone":
        yield "LS019", f"step '{name}' has a scribe but no group; give it a grouping, or by=\"each\"."
    if step.turns and step.grouping.kind == "alone":
        yield "LS029", f"step '{name}' shares its time in turns, but everybody is alone; give it a grouping."
    if step.turn >= 0 and not (step.lead and step.rest):
        yield "LS020", f"step '{name}' rotates without words for lead and rest; name both in rotate()."
    if step.roles and step.turn < 0:
        yield "LS020", f"step '{name}' has roles, but nobody begins; make it a step of rotate(), or write turn=0."
    if step.lanes and step.lanes_of:
        yield "LS039", f"step '{name}' has lanes of its own and of '{step.lanes_of}'; keep one of them."
    if (step.lanes or step.lanes_of) and step.grouping.kind in ("alone", "everyone"):
        yield "LS039", f"step '{name}' has lanes, but people are in no group; give it a grouping."
    yield from _grouping(name, step.grouping)
    names = [field.name for field in step.form]
    for double in sorted({n for n in names if names.count(n) > 1}):
        yield "LS017", f"step '{name}' has two fields '{double}'; names must differ."
    for field in step.form:
        yield from ((("LS017", f"step '{name}', field '{field.name}' {says}")) for says in _field(field))
        if field.kind == "addressee" and step.grouping.kind in ("alone", "everyone"):
            yield "LS041", f"step '{name}' addresses a group, but people are in no group; give it a grouping."


def _field(field: Field) -> Iterator[str]:
    if not FIELD_NAME.fullmatch(field.name):
        yield "must be named with a-z, 0-9 and _."
    if field.kind == "choice" and len(set(field.options)) < 2:
        yield "offers no choice; give it two different options at least."
    if field.kind == "score" and not 0 <= field.low < field.high <= 10:
        yield f"runs from {field.low} to {field.high}; a score runs upwards between 0 and 10."
    if field.kind in ("text", "long", "pick", "people") and field.most < 1:
        yield "has no room; let `most` be 1 or more."
    if field.tells not in (None, *get_args(Tells)):
        yield f"tells '{field.tells}'; {nearest(str(field.tells), get_args(Tells))}"
    if field.kind == "place":
        yield from _canvas(field.canvas)


def _canvas(canvas: Canvas | None) -> Iterator[str]:
    if canvas is None:
        yield "has nothing to place things on; give it a canvas: line(), axes(), quadrants(), loop() or rings()."
        return
    allowed = ZONES[canvas.kind]
    if len(canvas.zones) not in allowed:
        yield f"names {len(canvas.zones)} zones; {canvas.kind}() takes {' or '.join(map(str, allowed))}."
    if canvas.kind in ("line", "axes", "quadrants") and not all(canvas.x):
        yield f"does not name both ends of its {'line' if canvas.kind == 'line' else 'first scale'}."
    if canvas.kind in ("axes", "quadrants") and not all(canvas.y):
        yield "does not name both ends of its second scale."


def _grouping(name: str, grouping: Grouping) -> Iterator[Finding]:
    if grouping.kind == "merge" and grouping.size < 2:
        yield "LS022", f"step '{name}' merges {grouping.size} by {grouping.size}; it takes two to merge."
    if grouping.kind in ("groups", "clusters", "circle") and grouping.size < 2:
        yield "LS022", f"step '{name}' makes groups of {grouping.size}; write ALONE for one."
    elif grouping.kind == "groups" and not grouping.least <= grouping.size <= grouping.most:
        says = f"step '{name}' makes groups of {grouping.size}, not within {grouping.least} to {grouping.most}."
        yield "LS022", says + " Let least <= size <= most."
    if grouping.kind == "circle" and grouping.outer < 2:
        yield "LS022", f"step '{name}' seats the others in groups of {grouping.outer}; let `outer` be 2 or more."


def scored(does: str, by: str, steps: tuple[Step, ...], code: str) -> Iterator[Finding]:
    """Wrong when `by` is no step that gives an order: by scores, by picks, or by the answer to a choice."""
    scoring = {name for step in steps if _has(step, "score", "pick", "choice") for name in (step.name, base_name(step))}
    if by not in scoring:
        yield code, f"{does} '{by}', which gives no score; {nearest(by, scoring)}"


def _has(step: Step, *kinds: str) -> bool:
    return any(field.kind in kinds for field in step.form)
