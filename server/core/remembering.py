"""Work that is done once for values that never change.

Nine hundred phones look at one session, and much of what they see is the same for all of them. Everything in a
session is replaced, never changed, so a result holds for as long as its arguments are the very same objects.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, TypeVarTuple, Unpack

A = TypeVarTuple("A")
R = TypeVar("R")


def once(kept: int = 64) -> Callable[[Callable[[Unpack[A]], R]], Callable[[Unpack[A]], R]]:
    """Keeps the last results of a function, found again by the identity of its arguments.

    The arguments are kept with the result: an identity cannot be given to another object while it is remembered. An
    equal but other object only costs the work again.
    """

    def decorate(make: Callable[[Unpack[A]], R]) -> Callable[[Unpack[A]], R]:
        results: OrderedDict[tuple[int, ...], tuple[tuple[*A], R]] = OrderedDict()

        def remembered(*args: *A) -> R:
            key = tuple(map(id, args))
            found = results.get(key)
            if found is not None:
                return found[1]
            result = make(*args)
            results[key] = (args, result)
            if len(results) > kept:
                results.popitem(last=False)
            return result

        return remembered

    return decorate
