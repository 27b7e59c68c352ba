"""Mappings with one thing more or less, as folding makes them.

A session's mappings never change once somebody has seen them. While a log is folded nobody sees what lies between, so
a folding writes into the mappings that it made itself; else each line of a long log would copy all lines before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Made = dict[int, dict[Any, Any]]
"""The mappings that one folding made, by identity; held here so that no identity is given away."""


def grown(mapping: Mapping[Any, Any], key: Any, value: Any, made: Made | None) -> Mapping[Any, Any]:
    """With a value more, or another one: a new mapping, or the same where this folding made it."""
    if made is None:
        return {**mapping, key: value}
    if id(mapping) not in made:
        mapping = {**mapping}
        made[id(mapping)] = mapping
    made[id(mapping)][key] = value
    return mapping


def less(mapping: Mapping[Any, Any], key: Any, made: Made | None) -> Mapping[Any, Any]:
    """Without one key: a new mapping, or the same where this folding made it."""
    if made is None or id(mapping) not in made:
        return but(mapping, key)
    made[id(mapping)].pop(key, None)
    return mapping


def but(mapping: Mapping[Any, Any], key: Any) -> Mapping[Any, Any]:
    """Without one key: the very same mapping where it has none."""
    return {k: v for k, v in mapping.items() if k != key} if key in mapping else mapping
