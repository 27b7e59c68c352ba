"""`tingsha crowd`."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote, urlsplit

import aiohttp
import click

from server.rehearsal.crowd import CannotJoin, Crowd

OTHER_SCREENS = {"/control": "control screen", "/stage": "stage", "/organise": "organiser's page"}


@click.command()
@click.argument("url")
@click.option("--people", type=click.IntRange(1, 500), default=24, show_default=True, help="How many come.")
@click.option("--code", default="", help="The join code, when the link does not hold it.")
@click.option("--hurry", type=click.FloatRange(0.1, 1000), default=1.0, show_default=True,
              help="How many times as fast as people they are.")  # fmt: skip
@click.option("--first", type=click.IntRange(0), default=0, show_default=True,
              help="How many came before: a second crowd with --first 24 has other names.")  # fmt: skip
def crowd(url: str, people: int, code: str, hurry: float, first: int) -> None:
    """Fill a running session with simulated people.

    A host can practise with them: they join over the network as phones do, one after the other, and think and write
    at a human pace. URL is the link that phones open; put it in quotes. They stay until the session closes, or until
    Ctrl-C.

    \b
    tingsha crowd 'http://192.168.1.20:8000/join#wren-maple-coin-527' --people 24
    tingsha crowd http://localhost:8000 --code 'wren maple coin 527' --hurry 5
    """
    origin, code = _door(url, code)
    came = 0

    def arrived(who: str) -> None:
        nonlocal came
        came += 1
        click.echo(f"{came:>4}  {who}")
        if came == people:
            click.echo("Everybody is in. Ctrl-C sends them home.")

    bots = Crowd(origin, code, people, hurry=hurry, first=first)
    try:
        asyncio.run(bots.run(arrived))
    except KeyboardInterrupt:
        click.echo("They have gone home.")
    except Exception as failure:
        if says := _said(failure, origin):
            raise click.ClickException(says) from None
        raise
    else:
        click.echo("The session has closed, and they have gone home.")


def _said(failure: Exception, origin: str) -> str | None:
    """What people are told of a failure; None when it is nothing they can mend."""
    match _first(failure):
        case CannotJoin() as why:
            return str(why)
        case aiohttp.ClientConnectorError() | TimeoutError():
            return f"Nobody answers at {origin}. Is the server running, and is this its address?"
        case aiohttp.ClientError() | ValueError():
            return f"What answers at {origin} is not Tingsha."
    return None


def _first(failure: Exception) -> Exception:
    """One of the failures in a group, however deep."""
    return _first(failure.exceptions[0]) if isinstance(failure, ExceptionGroup) else failure


def _door(url: str, code: str) -> tuple[str, str]:
    """Where the server is, and the join code. Raises click.UsageError."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise click.UsageError(f"'{url}' is no link. It begins with http:// or https://.")
    if parts.path in OTHER_SCREENS:
        raise click.UsageError(f"This is the link of the {OTHER_SCREENS[parts.path]}. People join with the /join link.")
    code = code or unquote(parts.fragment)
    if not code:
        raise click.UsageError("This link has no code. Give all of it ('…/join#wren-maple-coin-527'), or --code.")
    return f"{parts.scheme}://{parts.netloc}", code
