"""What is wrong with a script: a number, a line, and the fix in words. docs/scripts.md lists the numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` counts from 1 (0: the file as a whole); `where` names the part, such as "item 3 (troika)". A warning
    (`error` false) keeps nothing from being played."""

    code: str
    says: str
    file: str
    line: int = 0
    where: str = ""
    error: bool = True

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        part = f" {self.where}:" if self.where else ""
        return f"{place}:{part} {self.code} {'' if self.error else '(a warning) '}{self.says}"


class ScriptError(Exception):
    """A script that cannot be played; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
