"""Words of a list, as people type them: one slip in a word is put right, and gaps may be missing."""

from __future__ import annotations

from collections.abc import Iterable


class Spelling:
    """Reads words of a list, of which no two should be one slip apart (a letter wrong, missing, doubled or swapped):
    where two are, a slip between them cannot be put right."""

    def __init__(self, words: Iterable[str]) -> None:
        self._known = frozenset(words)
        self._lengths = sorted({len(word) for word in self._known})
        self._by_slip: dict[str, set[str]] = {}  # words by themselves, and by what is left of them without one letter
        for word in self._known:
            for slip in slips(word) | {word}:
                self._by_slip.setdefault(slip, set()).add(word)

    def meant(self, typed: str) -> str:
        """The only word that is no more than one slip away; empty when there is none, or more than one."""
        if typed in self._known:
            return typed
        near = {word for slip in slips(typed) | {typed} for word in self._by_slip.get(slip, ())}
        near = {word for word in near if is_one_slip(word, typed)}
        return near.pop() if len(near) == 1 else ""

    def cut(self, letters: str, count: int) -> list[str]:
        """Letters typed without any gap, cut into `count` words; empty when that cannot be done in just one way."""
        ways: list[list[str]] = [[]]
        for _ in range(count):
            ways = [
                [*way, word]
                for way in ways
                for done in [sum(map(len, way))]
                for length in self._lengths
                if (word := letters[done : done + length]) in self._known and len(word) == length
            ]
        whole = [way for way in ways if sum(map(len, way)) == len(letters)]
        return whole[0] if len(whole) == 1 else []


def slips(word: str) -> set[str]:
    """What is left of a word without one of its letters."""
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def is_one_slip(word: str, typed: str) -> bool:
    """Whether a letter is wrong, missing or too many, or two neighbours are swapped."""
    if len(word) == len(typed):
        wrong = [i for i, (a, b) in enumerate(zip(word, typed, strict=True)) if a != b]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return len(wrong) == 1 or (swapped and word[wrong[0]] + word[wrong[1]] == typed[wrong[1]] + typed[wrong[0]])
    return word in slips(typed) or typed in slips(word)
