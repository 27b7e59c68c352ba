"""`tingsha`: serve sessions. The other commands are written where their work is done, and join `main` here."""

from __future__ import annotations

import click
from pydantic import ValidationError

from server import scripts
from server.app import House, inside_of, open_house, origin_of
from server.settings import Settings
from server.web import logs, serving
from server.web.assets import ClientNotBuilt

DEMO_SCRIPT = "taster"
DEMO_DATABASE = "tingsha-demo.sqlite3"


@click.group()
@click.version_option(package_name="tingsha")
def main() -> None:
    """Runs Liberating Structures live."""


@main.command()
@click.option("--demo", is_flag=True, help="Begin with a session that is ready to play, open to this network.")
@click.option("--script", default=DEMO_SCRIPT, show_default=True, help="The script of the demo's session.")
@click.option("--host", help="The address to listen on; 0.0.0.0 is every one this machine has.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on; 0 takes any that is free.")
@click.option("--database", help="An SQLite file, or the URL of a PostgreSQL database.")
@click.option("--public-origin", help="The address people use when a proxy stands in front: https://….")
@click.option("--new-organiser", is_flag=True, help="Make one more organiser's link, should the first be lost.")
def serve(demo: bool, script: str, new_organiser: bool, **given: str | int | None) -> None:
    """Serve sessions until Ctrl-C."""
    try:
        settings = settle(demo, {name: value for name, value in given.items() if value is not None})
    except ValidationError as wrong:
        says = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in wrong.errors(include_input=False))
        raise click.ClickException(says) from None
    try:
        serving.run(_serve(settings, script if demo else "", new_organiser))
    except ClientNotBuilt as missing:
        raise click.ClickException(str(missing)) from None
    except (KeyError, scripts.ScriptError) as wrong:
        raise click.ClickException(str(wrong.args[0])) from None
    except OSError as taken:
        raise click.ClickException(f"This address cannot be listened on: {taken.strerror}.") from None


def settle(demo: bool, given: dict[str, str | int]) -> Settings:
    """The settings: what was given, else the environment's, else the defaults. A demo is open to the room's phones."""
    settings = Settings.model_validate({**Settings().model_dump(exclude_unset=True), **given})
    if not demo:
        return settings
    chosen = settings.model_dump(exclude_unset=True)
    return Settings.model_validate({"host": "0.0.0.0", "database": DEMO_DATABASE, **chosen, "demo": True})


async def _serve(settings: Settings, script: str, new_organiser: bool) -> None:
    logs.set_up()
    listening = serving.listen(settings.host, settings.port)
    house = await open_house(settings, origin_of(settings, listening), inside=inside_of(listening))
    try:
        says = await _welcome(house, script, new_organiser)
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


async def _welcome(house: House, script: str, new_organiser: bool) -> str:
    """What the terminal shows once the server is up: the links, which are its only keys."""
    lines = ["", f"Tingsha is at {house.origin}", ""]
    organiser = ""
    if script or new_organiser or not await house.links.has_organiser():
        organiser = await house.links.new_organiser()
    if script:
        plan = scripts.load(scripts.path_of(script))
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
        ]
    if organiser:
        lines += [f"  Organiser:         {house.origin}/organise#{organiser}"]
        lines += ["                     Keep this link: it is shown this once.", ""]
    else:
        lines += ["  Use the organiser's link you kept; --new-organiser makes another.", ""]
    return "\n".join([*lines, "Ctrl-C stops it.", ""])
