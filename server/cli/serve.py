"""`tingsha serve`."""

from __future__ import annotations

from pathlib import Path

import click

from server.accounts.invitations import PRINTED
from server.app import House, inside_of, open_house, origin_of
from server.cli.database import told
from server.cli.script import ScriptFile, plan_of
from server.cli.settling import settle
from server.core.plan import Plan
from server.settings import Settings
from server.web import logs, serving
from server.web.assets import ClientNotBuilt
from server.web.colleagues import welcome_link

DEMO_SCRIPT = "taster"


@click.command()
@click.option("--demo", is_flag=True, help="Begin with a session that is ready to play, open to this network.")
@click.option("--script", type=ScriptFile(), default=DEMO_SCRIPT, show_default=True, help="What the demo plays.")
@click.option("--host", help="The address to listen on; 0.0.0.0 is every one this machine has.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65_535), help="0 takes any that is free.  [default: 8000]")
@click.option("--database", help="An SQLite file, or the URL of a PostgreSQL database.  [default: tingsha.sqlite3]")
@click.option("--public-origin", help="The address people use when a proxy stands in front: https://….")
@click.option("--new-organiser", is_flag=True, help="Print one more one-time link that makes an organiser's account.")
def serve(demo: bool, script: Path, new_organiser: bool, **given: str | int | None) -> None:
    """Serve sessions until Ctrl-C, and say where to go.

    \b
    tingsha serve --demo
    tingsha serve --host 0.0.0.0 --port 80 --database sessions.sqlite3
    tingsha serve --public-origin https://sessions.example.org

    What is set here can be set in the environment too, as TINGSHA_PORT, TINGSHA_DATABASE, TINGSHA_PUBLIC_ORIGIN.
    How an organisation signs in with its own accounts (TINGSHA_OIDC_ISSUER) stands in docs/accounts.md.
    """
    settings = settle(demo, {name: value for name, value in given.items() if value is not None})
    plan = plan_of(script) if demo else None
    try:
        with told(settings.database):
            serving.run(_serve(settings, plan, new_organiser))
    except ClientNotBuilt as missing:
        raise click.ClickException(str(missing)) from None


async def _serve(settings: Settings, plan: Plan | None, new_organiser: bool) -> None:
    logs.set_up()
    try:
        listening = serving.listen(settings.host, settings.port)
    except OSError as taken:
        says = f"{settings.host}, port {settings.port}, cannot be listened on: {taken.strerror}. Try another --port."
        raise click.ClickException(says) from None
    house = await open_house(settings, origin_of(settings, listening), inside=inside_of(listening))
    try:
        says = await _welcome(house, plan, new_organiser)
        server = serving.Server(
            house.app,
            listening,
            proxies=settings.proxies,
            stopping=house.quieten,
            ready=lambda: click.echo(says),
        )
        serving.calm_collector()
        await server.run_here()
    finally:
        await house.close()
        listening.close()


async def _welcome(house: House, plan: Plan | None, new_organiser: bool) -> str:
    """What the terminal shows once the server is up: the links, which are its only keys."""
    lines = ["", f"Tingsha is at {house.origin}", ""]
    if plan:
        organiser = await house.links.new_organiser()
        session = await house.sessions.create(plan)
        links = (await house.links.of_session(organiser, session))[session]
        code = (await house.sessions.live(session)).code
        lines += [
            f"  {plan.title}",
            "",
            f"  Host (drive it):   {house.origin}/control#{links.control}",
            f"  Stage (project):   {house.origin}/stage#{links.stage}",
            f"  Phones (join):     {house.origin}/join#{code}",
            f"  or type the code   {code.replace('-', ' ')}   at {house.origin}/join",
            "",
            f"  Organiser:         {house.origin}/organise#{organiser}",
            "                     Keep this link: it is shown this once.",
            "",
        ]
    is_first = await house.signing.accounts.is_empty() and not await house.links.has_organiser()
    if new_organiser or is_first:
        token = await house.signing.invitations.make("organiser", lasts=PRINTED)
        lines += [f"  {'Begin here:' if is_first else 'New organiser:':<18} {welcome_link(house.origin, token)}"]
        lines += ["                     It makes an organiser's account, once, within a day.", ""]
    elif not plan and await house.signing.accounts.is_empty():
        lines += ["  Use the organiser's link you kept; --new-organiser prints one that makes an account.", ""]
    elif not plan:
        lines += [f"  Sign in:           {house.origin}/organise", ""]
    return "\n".join([*lines, "Ctrl-C stops it.", ""])
