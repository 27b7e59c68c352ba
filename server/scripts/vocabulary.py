"""The vocabulary of structures as a script may write it: every word by its own name, read strictly.

A word is written as a key with the first thing it needs, and whatever else it takes beside it:
`{ranking: write, by: score, top: 10}` is `ranking("write", by="score", top=10)`. What words there are, and what they
take, is read from `structures.vocabulary` itself, so a new word needs no new line here.
"""

from __future__ import annotations

import inspect
import math
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Literal, NoReturn, Union, get_args, get_origin, get_type_hints

from server.scripts.form import minutes_of
from server.scripts.reading import Path_
from server.scripts.telling import nearest
from structures import vocabulary
from structures.vocabulary import Call, Lane, Role, Step, Structure

Tell = Callable[[str, str, Path_], None]
"""Takes the number of a problem, what it says, and where it is."""

LONGEST_WORDS = 2000
MOST_IN_A_LIST = 60
MOST_STEPS = 300
HIGHEST = 10_000

RECORDS: tuple[type, ...] = (Structure, Step, Role, Lane)
WRITTEN = {"time": "minutes", "grouping": "together"}
"""What a script calls otherwise than `Step` does."""
HIDDEN = ("round", "turn")
"""What `repeat`, `rotate` and `tour` give a step, and nobody else."""
STEPS = tuple[Step, ...]


class Bad(Exception):
    """What stands here is wrong, and has been told."""


@cache
def words_for(kind: Any) -> Mapping[str, Callable[..., Any]]:
    """The functions of the vocabulary that make such a value, by name."""
    made = {name: getattr(vocabulary, name) for name in vocabulary.__all__}
    return {
        name: thing
        for name, thing in made.items()
        if inspect.isfunction(thing) and get_type_hints(thing)["return"] == kind
    }


@cache
def constants_of(kind: type) -> Mapping[str, Any]:
    """The ready values of that kind, by their names in small letters: `everyone`, `pairs` …"""
    made = {name.lower(): getattr(vocabulary, name) for name in vocabulary.__all__}
    return {name: thing for name, thing in made.items() if isinstance(thing, kind)}


@cache
def keys_of(record: type) -> Mapping[str, str]:
    """What may be written of a record, and what the vocabulary calls it."""
    hidden = HIDDEN if record is Step else ()
    return {WRITTEN.get(f.name, f.name): f.name for f in fields(record) if f.name not in hidden}


class Reader:
    """Reads values into those of the vocabulary. Everything wrong is told; `Bad` is raised for what cannot be made."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def record(self, kind: Any, value: Any, path: Path_, usual: Mapping[str, Any] | None = None) -> Any:
        """A structure, step, role or lane. `usual` stands for what is left out."""
        keys, hints = keys_of(kind), get_type_hints(kind)
        if isinstance(value, str) and kind in (Role, Lane):
            value = {next(iter(keys)): value}
        if not isinstance(value, dict):
            self._bad("SC103", "must hold keys of its own.", path)
        found: dict[str, Any] = dict(usual or {})
        is_bad = self._unknown(value, keys, path)
        for key, given in value.items():
            if key in keys:
                try:
                    found[keys[key]] = self.value(hints[keys[key]], given, (*path, key), kind)
                except Bad:
                    is_bad = True
        for key, name in keys.items():
            field = next(f for f in fields(kind) if f.name == name)
            if field.default is MISSING and name not in found and key not in value:
                self._tell("SC102", f"'{key}' is missing.", path)
                is_bad = True
        if is_bad:
            raise Bad
        return kind(**found)

    def value(self, hint: Any, value: Any, path: Path_, of: Any = None) -> Any:
        """A value of the kind that `hint` names."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            return self._either([one for one in inner if one is not types.NoneType], value, path)
        if origin is tuple and of is Structure:
            return self._steps(value, path, are_calls_allowed=True)
        if origin is tuple and Ellipsis not in inner:
            return self._just(len(inner), inner[0], value, path)
        if origin in (tuple, Iterable):
            return self._list(inner[0], value, path)
        if origin is Mapping:
            return self._lengths(value, path)
        if origin is Literal:
            if value not in inner:
                self._bad("SC103", f"'{path[-1]}: {value}' is not known; {nearest(str(value), inner)}", path)
            return value
        if hint in (str, bool, int, float):
            return self._plain(hint, value, path)
        if hint in RECORDS:
            return self.record(hint, value, path)
        return self._word(hint, value, path)

    # --- plain values ----------------------------------------------------------------------------------------------

    def _plain(self, hint: type, value: Any, path: Path_) -> Any:
        key = path[-1]
        if hint is str:
            if not isinstance(value, str):
                self._bad("SC103", f"'{key}' must be words; put quotes around it.", path)
            if len(value) > LONGEST_WORDS:
                self._bad("SC103", f"'{key}' is too long; {LONGEST_WORDS} is the most.", path)
            return value.strip()
        if hint is bool:
            if not isinstance(value, bool):
                self._bad("SC103", f"'{key}' must be true or false.", path)
            return value
        if hint is float and isinstance(value, str):
            return self._minutes(value, path)
        kinds = (int, float) if hint is float else (int,)
        if isinstance(value, bool) or not isinstance(value, kinds) or not math.isfinite(value):
            self._bad("SC103", f"'{key}' must be a {'' if hint is float else 'whole '}number.", path)
        if not 0 <= value <= HIGHEST:
            self._bad("SC103", f"'{key}' must be between 0 and {HIGHEST}.", path)
        return value

    def _minutes(self, value: Any, path: Path_) -> float:
        try:
            return minutes_of(value)
        except ValueError as wrong:
            self._bad("SC103", f"'{path[-1]}' {wrong}.", path)

    def _lengths(self, value: Any, path: Path_) -> dict[str, float]:
        if not isinstance(value, dict):
            self._bad("SC103", f"'{path[-1]}' must name steps and their minutes, such as {{pairs: 3}}.", path)
        return {str(name): self._minutes(given, (*path, name)) for name, given in value.items()}

    def _list(self, hint: Any, value: Any, path: Path_) -> tuple[Any, ...]:
        """A list; one thing alone is a list of one."""
        given = value if isinstance(value, list) else [value]
        if len(given) > MOST_IN_A_LIST:
            self._bad("SC103", f"'{path[-1]}' has more than {MOST_IN_A_LIST} lines.", path)
        found, is_bad = [], False
        for n, one in enumerate(given):
            try:
                found.append(self.value(hint, one, (*path, n)))
            except Bad:
                is_bad = True
        if is_bad:
            raise Bad
        return tuple(found)

    def _just(self, count: int, hint: Any, value: Any, path: Path_) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != count:
            self._bad("SC103", f"'{path[-1]}' must be {count} things in a list, such as [low, high].", path)
        return self._list(hint, value, path)

    def _either(self, hints: list[Any], value: Any, path: Path_) -> Any:
        """One of several kinds: minutes as a number or a word, or what may be left out."""
        if float in hints and not isinstance(value, dict):
            return self._minutes(value, path)
        return self.value(next(hint for hint in hints if hint is not float), value, path)

    # --- words -----------------------------------------------------------------------------------------------------

    def _word(self, kind: Any, value: Any, path: Path_) -> Any:
        """A value that a word of the vocabulary makes."""
        words, ready = words_for(kind), constants_of(kind)
        if isinstance(value, str) and value in ready:
            return ready[value]
        if isinstance(value, dict):
            said = next((key for key in value if key in words), "")
            if said:
                return self._made(words[said], said, value, path)
            if len(words) == 1:
                return self._made(next(iter(words.values())), "", value, path)
        elif len(words) == 1:
            (said,) = words
            return self._made(words[said], said, {said: value}, path[:-1] if path[-1:] == (said,) else path)
        elif isinstance(value, str) and value in words:
            return self._made(words[value], "", {}, path)
        says = str(next(iter(value), "")) if isinstance(value, dict) else str(value)
        return self._bad("SC103", f"'{says[:60]}' is no word for this; {nearest(says, [*ready, *words])}", path)

    def _made(self, make: Callable[..., Any], said: str, value: Mapping[str, Any], path: Path_) -> Any:
        """What the word makes of what stands beside it. `said` is the key that holds its first parameter."""
        hints, parameters = get_type_hints(make), list(inspect.signature(make).parameters.values())
        names = {said if said and n == 0 else one.name: one for n, one in enumerate(parameters)}
        is_bad = self._unknown(value, names, path)
        plain: list[Any] = []
        spread: tuple[Any, ...] = ()
        named: dict[str, Any] = {}
        for key, one in names.items():
            if key not in value:
                if one.default is inspect.Parameter.empty and (one.kind is not one.VAR_POSITIONAL or key == said):
                    self._tell("SC102", f"'{key}' is missing{f' beside {said!r}' if said else ''}.", path)
                    is_bad = True
                continue
            try:
                if one.kind is one.VAR_POSITIONAL:
                    spread = self._spread(hints[one.name], value[key], (*path, key))
                else:
                    named[one.name] = self._argument(make, hints[one.name], value[key], (*path, key))
            except Bad:
                is_bad = True
        if is_bad:
            raise Bad
        if spread:  # what comes before it must be given in order
            plain = [named.pop(one.name) for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
        return make(*plain, *spread, **named)

    def _argument(self, make: Callable[..., Any], hint: Any, value: Any, path: Path_) -> Any:
        found = self.value(hint, value, path)
        if hint is int and make in words_for(STEPS).values() and not 1 <= found <= MOST_IN_A_LIST:
            self._bad("SC103", f"'{path[-1]}' must be between 1 and {MOST_IN_A_LIST}.", path)
        return found

    def _spread(self, hint: Any, value: Any, path: Path_) -> tuple[Any, ...]:
        return self._steps(value, path, are_calls_allowed=False) if hint is Step else self._list(hint, value, path)

    def _steps(self, value: Any, path: Path_, *, are_calls_allowed: bool) -> tuple[Step | Call, ...]:
        """Steps, and the words that make several of one or put another structure in."""
        if not isinstance(value, list) or not value:
            self._bad("SC103", f"'{path[-1]}' must be a list of steps: '- name: one' under each other.", path)
        if len(value) > MOST_IN_A_LIST:
            self._bad("SC103", f"'{path[-1]}' has more than {MOST_IN_A_LIST} lines.", path)
        found: list[Step | Call] = []
        is_bad = False
        for n, one in enumerate(value):
            try:
                found += self._step(one, (*path, n), are_calls_allowed)
            except Bad:
                is_bad = True
        if len(found) > MOST_STEPS:
            self._bad("SC114", f"makes {len(found)} steps; {MOST_STEPS} is the most.", path)
        if is_bad:
            raise Bad
        return tuple(found)

    def _step(self, value: Any, path: Path_, are_calls_allowed: bool) -> Iterable[Step | Call]:
        several, calls = words_for(STEPS), words_for(Call)
        said = next((key for key in value if key in several or key in calls), "") if isinstance(value, dict) else ""
        if said in several:
            made: Iterable[Step] = self._made(several[said], said, value, path)
            return made
        if said and not are_calls_allowed:
            self._bad("SC103", f"'{said}' cannot stand in steps that are repeated; put it beside them.", path)
        if said:
            return (self._made(calls[said], said, value, path),)
        name = value.get("name") if isinstance(value, dict) else None
        usual = {"title": name.replace("-", " ").capitalize()} if isinstance(name, str) else {}
        return (self.record(Step, value, path, usual),)

    # --- telling ---------------------------------------------------------------------------------------------------

    def _unknown(self, value: Mapping[str, Any], known: Iterable[str], path: Path_) -> bool:
        wrong = [key for key in value if key not in known]
        for key in wrong:
            self._tell("SC101", f"unknown key '{key}'; {nearest(str(key), [*known])}", (*path, key))
        return bool(wrong)

    def _bad(self, code: str, says: str, path: Path_) -> NoReturn:
        self._tell(code, says, path)
        raise Bad
