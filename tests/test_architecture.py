"""The house plan, kept by reading the source: who imports whom, what the core must not know, what no screen may do."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# vocabulary <- core <- {scripts, log, live, record, season, and what stands beside it} <- rehearsal <- {wire, web}
# <- app <- cli. A part imports only from rows above its own, and from its own while no two there need each other. The
# longest name that fits a module counts.
ROWS = [
    ["structures.fields", "structures.groupings", "structures.sights"],
    ["structures.steps"],
    ["structures.vocabulary"],
    ["structures", "server.core"],
    ["server.settings", "server.words", "server.stored"],
    [
        "server.scripts", "server.log", "server.database", "server.tables", "server.migrations", "server.live",
        "server.record", "server.season", "server.accounts", "server.mail", "server.rights", "server.surveys",
        "server.registration", "server.promises",
    ],
    ["server.rehearsal", "server.takeaway"],
    ["server.wire", "server.web"],
    ["server.app"],
    ["server.cli", "server.__main__", "structures.__main__", "structures.quality"],
]  # fmt: skip
ROW_OF = {part: number for number, row in enumerate(ROWS) for part in row}

# Nothing in the core may wait, look at the clock, throw dice or touch the world: it gets these handed in. It may name
# the type of the dice, random.Random, but never make any.
WORLDLY = {
    "asyncio", "concurrent", "contextvars", "http", "importlib", "io", "logging", "multiprocessing", "os", "pathlib",
    "queue", "secrets", "select", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib", "uuid",
}  # fmt: skip
WORLDLY_CALLS = {"open", "print", "input", "eval", "exec"}
DATES = {"date", "datetime"}
CLOCK_READINGS = {"now", "utcnow", "today"}

# The server's one door to python-socketio, which has no types, and the bots that dial in from outside.
SOCKETIO_DOORS = {"server.wire.gateway", "server.rehearsal.crowd"}


# What writes Word, slides, workbooks, PDF and pictures is loaded when the first of them is written.
HEAVY = {"docx", "matplotlib", "pptx", "typst", "uharfbuzz", "xlsxwriter"}

# The core and the words a structure is written in.
PURE = {
    "server.core", "structures.fields", "structures.groupings", "structures.sights", "structures.steps",
    "structures.vocabulary",
}  # fmt: skip


@cache
def sources() -> dict[str, Path]:
    """Every module of ours by its dotted name; a package goes by the name of its folder."""
    found = {}
    for top in ("server", "structures"):
        for path in (ROOT / top).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(sources()[module].read_text(encoding="utf-8"))


def type_checking_only(module: ast.Module) -> set[ast.AST]:
    """Everything under ``if TYPE_CHECKING:``, which never runs."""
    return {
        inner
        for node in ast.walk(module)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for statement in node.body
        for inner in ast.walk(statement)
    }


def imports(module: str, *, running: bool = False) -> Iterator[tuple[str, int]]:
    """The dotted names that a module imports, with their lines, wherever in the module they stand.

    With ``running``, imports for the type checker alone are left out.
    """
    skip = type_checking_only(tree(module)) if running else set()
    package = module.split(".") if sources()[module].name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(tree(module)):
        if node in skip:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                inner = f"{name}.{alias.name}"
                yield (inner if inner in sources() else name), node.lineno


def part_of(module: str) -> str | None:
    fits = [part for part in ROW_OF if module == part or module.startswith(part + ".")]
    return max(fits, key=len, default=None)


def of_ours(name: str) -> bool:
    return name.split(".")[0] in ("server", "structures")


def places(found: Iterator[tuple[str, int, str]]) -> list[str]:
    return [f"{sources()[module].relative_to(ROOT)}:{line}: {what}" for module, line, what in found]


def loaded_by(module: str) -> set[str]:
    """Every module of ours that is loaded with one, and the libraries at their heads; not what functions import when
    they are called."""
    seen: set[str] = set()
    ahead = [module]
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        if name not in sources():
            continue
        within = {inner for node in ast.walk(tree(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                  for inner in ast.walk(node)}  # fmt: skip
        later = {node.lineno for node in within if isinstance(node, ast.Import | ast.ImportFrom)}
        found = {what for what, line in imports(name, running=True) if line not in later}
        parents = {what.rpartition(".")[0] for what in found if of_ours(what)}
        ahead += found | (parents & sources().keys())
    return seen


def core() -> list[str]:
    return [module for module in sources() if (part_of(module) or "") in PURE]


def test_every_module_has_its_place_in_the_house() -> None:
    homeless = [module for module in sources() if part_of(module) is None and module not in ("server",)]
    assert homeless == [], "give these a row in ROWS (and in the house plan)"


def test_imports_run_one_way() -> None:
    def against() -> Iterator[tuple[str, int, str]]:
        for module in sources():
            mine = part_of(module)
            if mine is None:
                continue
            for name, line in imports(module):
                theirs = part_of(name) if of_ours(name) else None
                if theirs is not None and ROW_OF[theirs] > ROW_OF[mine]:
                    yield module, line, f"{mine} may not import {name}"

    assert places(against()) == []


def test_parts_of_one_row_do_not_need_each_other() -> None:
    needs: dict[str, set[str]] = {part: set() for part in ROW_OF}
    for module in sources():
        mine = part_of(module)
        for name, _ in imports(module, running=True):
            theirs = part_of(name) if of_ours(name) else None
            if mine and theirs and mine != theirs:
                needs[mine].add(theirs)
    while free := [part for part, wanted in needs.items() if not wanted & needs.keys()]:
        for part in free:
            del needs[part]
    assert needs == {}, "these import each other in a ring"


def test_the_core_knows_no_structure_and_nothing_outside_itself() -> None:
    def foreign() -> Iterator[tuple[str, int, str]]:
        for module in core():
            for name, line in imports(module):
                known = part_of(name) in PURE
                if not known and name.split(".")[0] not in sys.stdlib_module_names:
                    yield module, line, f"the core may not import {name}"

    assert places(foreign()) == []


def test_the_core_does_not_wait_look_at_the_clock_or_throw_dice() -> None:
    def impure() -> Iterator[tuple[str, int, str]]:
        for module in core():
            for name, line in imports(module, running=True):
                if name.split(".")[0] in WORLDLY:
                    yield module, line, f"imports {name}"
            for node in ast.walk(tree(module)):
                if isinstance(node, ast.Await | ast.AsyncFunctionDef | ast.AsyncFor | ast.AsyncWith):
                    yield module, node.lineno, "waits"
                elif isinstance(node, ast.Attribute) and node.attr in CLOCK_READINGS and name_of(node.value) in DATES:
                    yield module, node.lineno, "looks at the clock"
                elif isinstance(node, ast.Attribute) and name_of(node.value) == "random" and node.attr != "Random":
                    yield module, node.lineno, "throws dice of its own"
                elif isinstance(node, ast.ImportFrom) and node.module == "random":
                    if [alias.name for alias in node.names] != ["Random"]:
                        yield module, node.lineno, "throws dice of its own"
                elif isinstance(node, ast.Call) and name_of(node.func) == "Random":
                    yield module, node.lineno, "makes dice of its own"
                elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORLDLY_CALLS:
                    yield module, node.lineno, f"calls {node.func.id}"

    assert places(impure()) == []


def name_of(node: ast.expr) -> str:
    """The last name of a dotted expression: ``datetime`` for ``datetime`` and for ``datetime.datetime``."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_a_server_that_only_serves_a_session_does_not_carry_what_writes_documents() -> None:
    found = {name.split(".")[0] for name in loaded_by("server.app")}
    assert "sqlalchemy" in found, "it looks at what is loaded"
    assert found & HEAVY == set(), "import these where they are needed, in the function"


def test_a_structure_imports_only_the_vocabulary() -> None:
    def greedy() -> Iterator[tuple[str, int, str]]:
        for module in sources():
            if not module.startswith("structures.") or sources()[module].parent == ROOT / "structures":
                continue  # not in a structure's folder
            own = ".".join(module.split(".")[:2])
            for name, line in imports(module):
                allowed = name == "structures.vocabulary" or name == own or name.startswith(own + ".")
                if not allowed and name.split(".")[0] not in sys.stdlib_module_names:
                    yield module, line, f"a structure may not import {name}"

    assert places(greedy()) == []


def test_one_module_speaks_to_python_socketio() -> None:
    def speakers() -> Iterator[tuple[str, int, str]]:
        for module in sources():
            for name, line in imports(module):
                if name.split(".")[0] in ("socketio", "engineio") and module not in SOCKETIO_DOORS:
                    yield module, line, f"only {' and '.join(sorted(SOCKETIO_DOORS))} may import {name}"

    assert places(speakers()) == []


# Ways from a string to markup or code. React's name for one of them is Preact's, too.
UNSAFE = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment|setHTMLUnsafe|srcdoc)\b"
    r"|\bdocument\s*\.\s*write(ln)?\b|\beval\s*\(|\bnew\s+Function\b|javascript:"
)


def client_sources() -> list[Path]:
    """What is shipped to browsers; tests of the client build their little pages as they like."""
    static = ROOT / "static"
    files = [path for path in (static / "src").rglob("*") if path.suffix in (".ts", ".tsx", ".js", ".html", ".css")]
    return [*(path for path in files if ".test." not in path.name), *static.glob("*.html")]


def test_no_screen_turns_words_into_markup() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in client_sources()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNSAFE.search(line)
    ]
    assert found == []


def test_pages_need_nothing_that_the_policy_forbids() -> None:
    for path in (ROOT / "static").glob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|https?://", page), path.name


@pytest.mark.parametrize(
    "line", ["x.innerHTML = y", "document.write(x)", "<p dangerouslySetInnerHTML={{ __html: x }} />", "eval(x)"]
)
def test_the_ban_bites(line: str) -> None:
    assert UNSAFE.search(line)
