"""YAML 1.2 read as plain values, with the line of every part. No tag, anchor or alias is followed, so a script
cannot make the reader build anything but mappings, lists, words, numbers and yes or no."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from server.scripts.problems import Problem, ScriptError

LARGEST = 256 * 1024
"""Bytes a script may have."""
DEEPEST = 20
"""Mappings and lists that may stand in each other."""

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A script as values, and where they stand: path of keys and positions to a line counted from 1."""

    file: str
    values: dict[str, Any]
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """The line of that part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(path: Path, name: str) -> Document:
    """The script in a file, called `name` in problems. ScriptError when it is no readable mapping."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as wrong:
        raise _refused(name, "SC001", f"cannot be read: {wrong.strerror or wrong}.") from None
    if len(raw) > LARGEST:
        raise _refused(name, "SC001", f"is larger than {LARGEST // 1024} KB; a script is a page or two.")
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw[: wrong.start].count(b"\n") + 1
        raise _refused(name, "SC002", "is not UTF-8; save it as UTF-8 in your editor.", line) from None
    return parse(words, name)


def parse(words: str, name: str) -> Document:
    """The script in `words`. ScriptError when it is no mapping, or uses more of YAML than a script may."""
    try:
        _keep_simple(words, name)
        root = YAML(typ="safe", pure=True).compose(words)
    except ReaderError as wrong:
        says = "holds a character that YAML does not allow; take it out."
        raise _refused(name, "SC002", says, words[: wrong.position].count("\n") + 1) from None
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        says = f"is not YAML: {wrong.problem or wrong.context}. Look at the indents, quotes and colons here."
        raise _refused(name, "SC002", says, mark.line + 1 if mark else 0) from None
    except (YAMLError, ValueError, RecursionError) as wrong:
        raise _refused(name, "SC002", f"is not YAML: {wrong}") from None
    if not isinstance(root, MappingNode):
        raise _refused(name, "SC006", "must begin with keys such as 'title:' and 'items:'.", 1)
    lines: dict[Path_, int] = {}
    twice: list[Problem] = []
    values = _value(root, (), lines, twice, name)
    if twice:
        raise ScriptError(tuple(twice))
    return Document(name, values, lines)


def _keep_simple(words: str, name: str) -> None:
    """Refuses what a script does not need, and what a bad one could hurt with, before anything is built."""
    wrong: list[Problem] = []
    depth = documents = 0
    for event in YAML(typ="safe", pure=True).parse(words):
        kind, line = type(event).__name__, event.start_mark.line + 1
        documents += kind == "DocumentStartEvent"
        if documents > 1:
            raise _refused(name, "SC006", "holds a second script after '---'; keep one script in a file.", line)
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            says = "'&' and '*' names are not used in scripts; write it out, or quote it."
            wrong.append(Problem("SC003", says, name, line))
        if getattr(event, "tag", None):
            wrong.append(Problem("SC004", "'!' tags are not used in scripts; take it out, or quote it.", name, line))
        depth += kind in ("MappingStartEvent", "SequenceStartEvent")
        depth -= kind in ("MappingEndEvent", "SequenceEndEvent")
        if depth > DEEPEST:
            raise _refused(name, "SC005", f"nests more than {DEEPEST} deep; a script needs four.", line)
    if wrong:
        raise ScriptError(tuple(wrong))


def _value(node: Node, path: Path_, lines: dict[Path_, int], twice: list[Problem], name: str) -> Any:
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, SequenceNode):
        return [_value(inner, (*path, n), lines, twice, name) for n, inner in enumerate(node.value)]
    if isinstance(node, MappingNode):
        found: dict[str, Any] = {}
        for key, inner in _pairs(node):
            line = key.start_mark.line + 1
            word = str(key.value) if isinstance(key, ScalarNode) else "?"
            if word in found:
                twice.append(Problem("SC007", f"'{word}' stands here twice; keep one.", name, line))
            lines[(*path, word)] = line
            found[word] = _value(inner, (*path, word), lines, twice, name)
        return found
    return _scalar(node)


def _pairs(node: MappingNode) -> Iterator[tuple[Node, Node]]:
    yield from node.value


def _scalar(node: Node) -> Any:
    words = str(node.value)
    kind = (node.tag or "").rpartition(":")[2]
    if kind in ("int", "float"):
        try:
            return int(words) if kind == "int" else float(words)
        except ValueError:  # YAML knows more numbers than a script needs, such as 0x10 or .inf
            return words
    return words.lower() == "true" if kind == "bool" else None if kind == "null" else words


def _refused(name: str, code: str, says: str, line: int = 0) -> ScriptError:
    return ScriptError((Problem(code, says, name, line),))
