"""Work that is done once for values that never change.

Nine hundred phones look at one session, and much of what they see is the same for all of them. Everything in a
session is replaced, never changed, so a result holds for as long as its arguments are the very same objects.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple, Unpack, cast

A = TypeVarTuple("A")
R = TypeVar("R")


def once(kept: int = 64) -> Callable[[Callable[[Unpack[A]], R]], Callable[[Unpack[A]], R]]:
    """Keeps the last results of a function, found again by the identity of its arguments.

    The arguments are kept with the result: an identity cannot be given to another object while it is remembered. An
    equal but other object only costs the work again.
    """

    def decorate(make: Callable[[Unpack[A]], R]) -> Callable[[Unpack[A]], R]:
        results: OrderedDict[tuple[int, ...] | int, tuple[tuple[*A], R]] = OrderedDict()

        def kept_of_one(only: Any) -> R:  # asked most often: one identity needs no tuple
            found = results.get(id(only))
            return found[1] if found is not None else keep(id(only), (only,))

        def kept_of_all(*args: *A) -> R:
            key = tuple(map(id, args))
            found = results.get(key)
            return found[1] if found is not None else keep(key, args)

        def keep(key: tuple[int, ...] | int, args: Any) -> R:
            result = make(*args)
            results[key] = (args, result)
            if len(results) > kept:
                results.popitem(last=False)
            return result

        return cast(Callable[[Unpack[A]], R], kept_of_one) if make.__code__.co_argcount == 1 else kept_of_all

    return decorate
