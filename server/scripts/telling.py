"""What is wrong with the keys and values of a script, in words: what stands there, and the nearest right name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from server.scripts.form import BreakItem, NoteItem, ScriptForm, Strict, StructureItem, TalkItem
from server.scripts.reading import Path_

Report = Callable[..., None]

STAND_INS: dict[type[Strict], dict[str, Any]] = {
    ScriptForm: {"title": "-", "items": [{}]},
    StructureItem: {},
    TalkItem: {"talk": "-", "minutes": 1},
    BreakItem: {"break": "-", "minutes": 1},
    NoteItem: {"note": "-"},
}
"""What stands for a required key that is missing or wrong, while the rest is checked."""


def read_form(model: type[Strict], values: dict[str, Any], path: Path_, where: str, report: Report) -> Strict | None:
    try:
        return model.model_validate(values)
    except ValidationError as wrong:
        errors = wrong.errors(include_url=False)
        for one in errors:
            _report_form(model, one, path, where, report)
    # The rest is looked at without what was wrong, so that everything is said at once.
    bad = {one["loc"][0] for one in errors}
    try:
        return model.model_validate({**STAND_INS[model], **{k: v for k, v in values.items() if k not in bad}})
    except ValidationError:
        return None


def _report_form(model: type[Strict], one: Any, path: Path_, where: str, report: Report) -> None:
    loc: Path_ = one["loc"]
    key, at = loc[-1], (*path, *loc)
    holder = f" in '{loc[-2]}'" if len(loc) > 1 and isinstance(loc[-2], str) else ""
    match one["type"]:
        case "extra_forbidden":
            report("SC101", f"unknown key '{key}'{holder}; {nearest(str(key), _keys(model, loc[:-1]))}", at, where)
        case "missing":
            report("SC102", f"'{key}' is missing{holder}.", at, where)
        case _:
            name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc)
            report("SC103", f"'{name}' {_says(one)}.", at, where)


def _says(one: Any) -> str:
    context = one.get("ctx", {})
    match one["type"]:
        case "value_error":
            return str(context["error"])
        case "string_type":
            return "must be words; put quotes around it"
        case "bool_type":
            return "must be true or false"
        case "int_type" | "int_from_float":
            return "must be a whole number"
        case "list_type":
            return "must be a list: '- one' under each other, or [one, two]"
        case "dict_type" | "model_type" | "model_attributes_type":
            return "must hold keys of its own"
        case "string_pattern_mismatch":
            return "must be a short name of a-z, 0-9 and _, beginning with a letter"
        case "string_too_short" | "too_short":
            return "must not be empty"
        case "string_too_long" | "too_long":
            return f"is too long; {context.get('max_length')} is the most"
        case _:
            return str(one["msg"])[:1].lower() + str(one["msg"])[1:]


def _keys(model: type[Strict], loc: Path_) -> list[str]:
    """The keys that may stand in the part of a form that `loc` leads to."""
    for part in loc:
        if isinstance(part, str):
            inner = next(f.annotation for name, f in model.model_fields.items() if part in (name, f.alias))
            found = [inner, *getattr(inner, "__args__", ())]
            model = next((one for one in found if isinstance(one, type) and issubclass(one, Strict)), model)
    return [field.alias or name for name, field in model.model_fields.items()]


def nearest(name: str, names: Iterable[str]) -> str:
    """The end of a sentence: the name that was probably meant, or the names there are."""
    names = list(names)
    close = get_close_matches(name, names, 1)
    return f"nearest: {close[0]}." if close else f"there is {', '.join(names)}." if names else "there is none."
