"""From a script's values to a plan, gathering everything that is wrong on the way."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from server.core.plan import Ask, Given, Item, Place, Plan
from server.core.wishes import RESERVED
from server.scripts.form import KINDS, LONGEST, BreakItem, NoteItem, ScriptForm, StructureItem, TalkItem
from server.scripts.inline import Own, own_structures
from server.scripts.lengths import broken_specs, fit, lasts_days, minutes_of_step, with_groups, with_rounds, with_turns
from server.scripts.problems import Problem
from server.scripts.reading import Document, Path_
from server.scripts.telling import Report, nearest, read_form
from structures import base_name, problems, put_in_place, resolve, with_minutes
from structures.vocabulary import EVERYONE, Leaves, Step, Structure, leaves, on_stage, text


def plan_of(document: Document) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of a script (None when there are errors), and everything wrong with it in order of lines."""
    found: list[Problem] = []

    def report(code: str, says: str, path: Path_ = (), where: str = "", error: bool = True) -> None:
        found.append(Problem(code, says, document.file, document.line(path), where, error))

    form = _script(document.values, report)
    own = own_structures(document.values.get("structures"), report)
    given = document.values.get("items")
    items: list[Item] = []
    was_given = document.values.get("given")
    left = [str(name) for name in was_given] if isinstance(was_given, dict) else []
    for n, values in enumerate(given if isinstance(given, list) else []):
        if item := _item(n, values, left, own, report):
            items.append(item)
        if isinstance(values, dict) and isinstance(values.get("output"), str):
            left.append(values["output"])
    if form:
        asked = document.values.get("asks")
        _names(form, asked if isinstance(asked, list) else [], report)
    if isinstance(given, list) and given and not found and not any(item.steps for item in items):
        report("SC113", "has nothing to play, only notes; add a structure or a talk.", ("items",))
    found.sort(key=lambda problem: problem.line)
    if form is None or any(problem.error for problem in found):
        return None, tuple(found)
    ready = (structure_item(slug, one, steps=put_in_place(one, own.known())) for slug, one in own.sound.items())
    return replace(_plan(form, tuple(items)), ready=tuple(ready)), tuple(found)


def structure_item(key: str, structure: Structure, *, invitation: str = "", steps: tuple[Step, ...] = ()) -> Item:
    """A structure as a line of the run, with its own invitation and lengths unless others are given."""
    return Item(
        key=key,
        kind="structure",
        title=structure.title,
        invitation=invitation or structure.invitation,
        slug=structure.slug,
        steps=steps or resolve(structure),
        leaves=structure.leaves,
        least=structure.least,
    )


def _script(values: dict[str, Any], report: Report) -> ScriptForm | None:
    items = values.get("items")
    shallow = items if not isinstance(items, list) else [one if isinstance(one, dict) else {} for one in items]
    brought: dict[str, Any] = (
        {"structures": []} if isinstance(values.get("structures"), list) else {}
    )  # these are read by themselves
    whole = {**values, **brought, **({"items": shallow} if "items" in values else {})}
    form = read_form(ScriptForm, whole, (), "", report)
    return form if isinstance(form, ScriptForm) else None


def _names(form: ScriptForm, asked: list[Any], report: Report) -> None:
    asks = [str(ask["name"]) for ask in asked if isinstance(ask, dict) and "name" in ask]
    for key, names in (("spread", form.spread), ("together", form.together)):
        for n, name in enumerate(names):
            if name not in asks:
                report("SC109", f"'{key}' speaks of '{name}', which asks do not ask; {nearest(name, asks)}", (key, n))
    for name in sorted(set(form.spread) & set(form.together)):
        report("SC109", f"'{name}' cannot be both spread and kept together; choose one.", ("together",))
    wishes = [*RESERVED, *(name for name in asks if name not in RESERVED)]
    for name in form.mixing:
        if name not in wishes:
            report("SC116", f"'mixing' speaks of '{name}', which is no wish and no ask; {nearest(name, wishes)}",
                   ("mixing", name))  # fmt: skip
        elif name in RESERVED and name in asks:
            report("SC116", f"'mixing' cannot tell the wish '{name}' from the ask of that name; rename the ask.",
                   ("mixing", name))  # fmt: skip
    for key, all_names in (("asks", asks), ("places", [place.name for place in form.places])):
        for n, name in enumerate(all_names):
            if name in all_names[:n]:
                report("SC112", f"two {key} are called '{name}'; names must differ.", (key, n))
    if form.series and form.series.n > form.series.of:
        report("SC103", f"session {form.series.n} of {form.series.of} cannot be.", ("series", "n"))


def _item(n: int, values: Any, left: list[str], own: Own, report: Report) -> Item | None:
    path: Path_ = ("items", n)
    kinds = [kind for kind in ("structure", "talk", "break") if isinstance(values, dict) and kind in values]
    if not kinds and isinstance(values, dict) and "note" in values:
        kinds = ["note"]
    if len(kinds) != 1:
        keys = values if isinstance(values, dict) else ()
        close = [kind for key in keys for kind in get_close_matches(key, KINDS, 1)]
        so = f", not {' and '.join(kinds)} at once" if kinds else f"; nearest: {close[0]}" if close else ""
        report("SC108", f"must be one of structure, talk, break or note{so}.", path, f"item {n + 1}")
        return None
    where = f"item {n + 1} ({values[kinds[0]] if kinds[0] == 'structure' else kinds[0]})"
    form = read_form(KINDS[kinds[0]], values, path, where, report)
    key = f"i{n + 1}"
    item: Item | None
    match form:
        case StructureItem():
            item = _structure(key, form, own, path, where, report)
        case TalkItem():
            item = _talk(key, form)
        case BreakItem():
            step = Step("break", form.minutes, form.ask or "Have a break. It rings when we go on.", EVERYONE,
                        capture="none", talk=True, title="Break")  # fmt: skip
            item = Item(key, "break", form.break_, steps=(step,), note=form.note)
        case NoteItem():
            item = Item(key, "note", form.note.splitlines()[0], note=form.note)
        case _:
            return None
    if item:
        _outputs(item, left, path, where, report)
    return item


def _outputs(item: Item, left: list[str], path: Path_, where: str, report: Report) -> None:
    """What an item takes from the outputs `left` before it, and leaves itself."""
    for n, name in enumerate(item.uses):
        if name not in left:
            says = f"uses '{name}', which no item before it leaves as its output; {nearest(name, left)}"
            report("SC106", says, (*path, "uses", n), where)
    if item.output in left:
        says = f"output '{item.output}' is left by an earlier item, or given; choose another name."
        report("SC107", says, (*path, "output"), where)
    if item.output and not item.leaves.of:
        report("SC111", f"leaves nothing behind that could be called '{item.output}'; take 'output' out.",
               (*path, "output"), where)  # fmt: skip
    if item.tells and not item.output:
        report("SC117", "'tells' says what an output is; give the output a name beside it, or take 'tells' out.",
               (*path, "tells"), where)  # fmt: skip


def _structure(key: str, form: StructureItem, own: Own, path: Path_, where: str, report: Report) -> Item | None:
    if form.structure in own.broken:
        return None  # what is wrong with it was told where it stands
    known = own.known()
    structure = known.get(form.structure)
    if structure is None:
        broken = next((str(p) for p in problems() if p.error and p.structure == form.structure), "")
        says = f"structure '{form.structure}' is broken: {broken}" if broken else (
            f"unknown structure '{form.structure}'; {nearest(form.structure, known)}")  # fmt: skip
        report("SC104", says, (*path, "structure"), where)
        return None
    usual = steps = put_in_place(structure, known)
    wishes = (
        ("rounds", form.options.rounds, with_rounds),
        ("groups", form.options.groups, with_groups),
        ("turns", form.options.turns, with_turns),
    )
    for name, wish, change in wishes:
        if wish is not None:
            try:
                steps = change(steps, wish)
            except ValueError as wrong:
                report("SC110", f"'{name}: {wish}' does not fit: it {wrong}.", (*path, "options", name), where)
    if isinstance(form.minutes, dict):
        names = dict.fromkeys(name for step in steps for name in (base_name(step), step.name))
        for name in form.minutes:
            if name not in names:
                report("SC105", f"minutes for '{name}', which is no step; {nearest(name, list(names))}",
                       (*path, "minutes", name), where)  # fmt: skip
        steps = with_minutes(steps, {name: length for name, length in form.minutes.items() if name in names})
        for step in steps:
            if not lasts_days(step) and minutes_of_step(step) > LONGEST:
                report("SC103", f"'{base_name(step)}' must take at most a day.", (*path, "minutes"), where)
    elif form.minutes is not None:
        if all(map(lasts_days, steps)):
            report("SC105", "minutes for what lasts days; give days by step, such as {solo: 3d}.",
                   (*path, "minutes"), where)  # fmt: skip
        else:
            steps = fit(steps, form.minutes)
    for says in broken_specs(usual, steps):
        report("SC201", f"{says}.", (*path, "minutes"), where, error=False)
    item = structure_item(key, structure, invitation=form.invitation or "", steps=steps)
    title = form.title or item.title
    return replace(item, title=title, uses=tuple(form.uses), output=form.output or "", note=form.note,
                   tells=form.tells)  # fmt: skip


def _talk(key: str, form: TalkItem) -> Item:
    if form.writes:
        step = Step("write", form.minutes, form.ask or "Write a line. It may be shown to everybody, without your name.",
                    form=(text("words", form.writes),), sees=(on_stage("write", held=True),),
                    cue=form.cue, title="Write")  # fmt: skip
    else:
        step = Step("talk", form.minutes, form.ask or "Listen, and look up.", EVERYONE, capture="none", talk=True,
                    cue=form.cue, title="All")  # fmt: skip
    left = leaves("write") if form.writes else Leaves()
    return Item(key, "talk", form.talk, form.invitation or form.talk, steps=(step,), leaves=left,
                uses=tuple(form.uses), output=form.output or "", note=form.note, tells=form.tells)  # fmt: skip


def _plan(form: ScriptForm, items: tuple[Item, ...]) -> Plan:
    series = form.series
    return Plan(
        title=form.title,
        subtitle=form.subtitle or (f"Session {series.n} of {series.of}, {series.title}" if series else ""),
        source=form.source or "",
        purpose=form.purpose,
        items=items,
        asks=tuple(Ask(ask.name, ask.label, tuple(ask.options), ask.why) for ask in form.asks),
        spread=tuple(form.spread),
        together=tuple(form.together),
        places=tuple(Place(place.name, place.where, place.link) for place in form.places),
        alias=form.alias,
        given=tuple(Given(name, tuple(lines)) for name, lines in form.given.items()),
        series=series.title if series else "",
        mixing=dict(form.mixing),
    )
