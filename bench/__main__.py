"""python -m bench live|core|script|mixing|record: measure, and print ratios first. See README.md."""

from __future__ import annotations

import click

from bench import core, live, mixing, record, script
from bench.served import KINDS
from server.web import serving

SIZES = (25, 100, 500)


@click.group()
def main() -> None:
    """Measurements on loopback, each beside a bare python-socketio server in the same run."""


@main.command("live")
@click.option("--people", type=int, multiple=True, default=SIZES, show_default=True)
@click.option("--rounds", default=3, show_default=True, help="Fresh servers of each kind, taken in turn.")
@click.option("--repeats", default=2, show_default=True, help="Submissions by all in each room.")
@click.option("--kind", type=click.Choice(KINDS), multiple=True, default=KINDS, help="Only these servers.")
def live_(people: tuple[int, ...], rounds: int, repeats: int, kind: tuple[str, ...]) -> None:
    """Joins, submissions, publications, a storm of returns, memory: over real sockets."""
    serving.run(live.report(list(people), rounds, repeats, kind))


@main.command("core")
@click.option("--people", type=int, multiple=True, default=(60, 500, 900), show_default=True)
@click.option("--repeats", default=5, show_default=True)
def core_(people: tuple[int, ...], repeats: int) -> None:
    """Views and decisions alone: no sockets, no disk."""
    core.report(list(people), repeats)


@main.command("script")
@click.argument("name", default="webinar/questions_first")
@click.option("--people", default=900, show_default=True)
@click.option("--peer", default=25, show_default=True, help="The same script with so many people, in the same run.")
def script_(name: str, people: int, peer: int) -> None:
    """A whole script in a full room: bytes on each screen, step by step."""
    script.report(name, people, peer)


@main.command("mixing")
def mixing_() -> None:
    """Groups: rounds in which nobody meets again, beside the best that is possible and plain shuffling."""
    mixing.report()


@main.command("record")
@click.option("--people", default=900, show_default=True)
def record_(people: int) -> None:
    """The record of a large session: each form's seconds and memory, and a running session beside."""
    serving.run(record.report(people))


if __name__ == "__main__":
    main()
