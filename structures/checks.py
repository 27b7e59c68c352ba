"""What can be wrong with a structure, each with a number and the fix in words.

An error keeps a structure out of the catalogue; a warning is shown and keeps nothing out. docs/structures.md lists
the numbers. Checks look at a structure as it will be played: with the structures it calls put in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from structures.step_checks import Finding, base_name, nearest, scored, steps_problems
from structures.vocabulary import Step, Structure

SLUG = re.compile(r"[a-z][a-z0-9_]{0,63}")
STEP_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
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
    errors = [*_whole(structure), *steps_problems(steps), *_leaves(structure, steps)]
    warnings = [*_card(card), *_words(steps)]
    slug = structure.slug
    found = [Problem(code, slug, says) for code, says in errors]
    return found + [Problem(code, slug, says, error=False) for code, says in warnings]


def _whole(structure: Structure) -> Iterator[Finding]:
    if not structure.steps:
        yield "LS005", "has no steps; a structure needs one at least."
    for name in ("title", "purpose", "invitation"):
        if not getattr(structure, name).strip():
            yield "LS005", f"has no {name}; say it in one sentence."
    for part in structure.steps:
        if not STEP_NAME.fullmatch(part.name):
            yield "LS011", f"step '{part.name}' must be named with a-z, 0-9 and -."


def _leaves(structure: Structure, steps: tuple[Step, ...]) -> Iterator[Finding]:
    by_name = {base_name(step): step for step in steps} | {step.name: step for step in steps}
    written = [name for name, step in by_name.items() if step.form]
    for name in structure.leaves.of:
        if name == "output":
            if not any(map(_chooses_outputs, steps)):
                yield "LS025", "leaves earlier outputs, but no step picks or marks them; let one show earlier()."
        elif name not in written:
            yield "LS025", f"leaves '{name}', which no step collects; {nearest(name, written)}"
        elif by_name[name].capture != "room":
            says = f"leaves '{name}', whose words stay {by_name[name].capture}; only words of the room can be left."
            yield "LS025", says
    if structure.leaves.by:
        yield from scored("orders what it leaves by", structure.leaves.by, steps, "LS025")
        yield from _only(structure, steps)
    elif structure.leaves.top:
        yield "LS025", f'leaves the top {structure.leaves.top}, but by no score; name the scoring step: by="...".'
    elif structure.leaves.only:
        yield "LS025", f"leaves only '{structure.leaves.only}', but by no answer; name the step that asks: by=\"...\"."


def _chooses_outputs(step: Step) -> bool:
    """Whether people say something about earlier outputs in this step."""
    picks = any(field.kind == "pick" for field in step.form) and any(sight.of == "output" for sight in step.sees)
    return picks or step.marks == "output"


def _only(structure: Structure, steps: tuple[Step, ...]) -> Iterator[Finding]:
    only, by = structure.leaves.only, structure.leaves.by
    answers = {
        option
        for s in steps
        if by in (s.name, base_name(s))
        for f in s.form
        if f.kind == "choice"
        for option in f.options
    }
    if only and only not in answers:
        yield "LS025", f"leaves only '{only}', which is no answer of step '{by}'; {nearest(only, answers)}"


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
