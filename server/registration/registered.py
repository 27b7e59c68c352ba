"""Pages to register on and who is on them, as the tables hold them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from server import tables
from server.registration.places import Counts, Date, Form, Registrant, Registration
from server.rights.leaving import Whose
from server.season.communities import Unknown
from server.season.person import Details

Rows = Callable[[Any], Awaitable[list[Any]]]
"""What a query finds, in a transaction or outside."""


async def locked(db: AsyncConnection, id: str) -> Registration:
    """The page as it is, while nobody else gives places of its community away. Raises Unknown."""
    t, c = tables.registrations, tables.communities
    community = select(t.c.community).where(t.c.id == id).scalar_subquery()
    await db.execute(select(c.c.id).where(c.c.id == community).with_for_update())
    return await page_of(db, id)


async def page_of(db: AsyncConnection, id: str) -> Registration:
    async def rows(query: Any) -> list[Any]:
        return list((await db.execute(query)).all())

    return only(await pages_of(await rows(select(tables.registrations).where(tables.registrations.c.id == id)), rows))


async def registrant_row(db: AsyncConnection, registrant: str) -> Any:
    r = tables.registrants
    row = (await db.execute(select(r).where(r.c.id == registrant))).first()
    if row is None:
        raise Unknown("registrant")
    return row


async def check(db: AsyncConnection, community: str, form: Form) -> None:
    """Raises Unknown unless the series and the meeting are the community's."""
    s, m = tables.series, tables.meetings
    mine = select(s.c.id).where(s.c.community == community)
    if form.series and (await db.execute(mine.where(s.c.id == form.series))).first() is None:
        raise Unknown("series")
    if form.meeting:
        query = select(m.c.id).where(m.c.id == form.meeting, m.c.series.in_(mine.scalar_subquery()))
        if (await db.execute(query)).first() is None:
            raise Unknown("meeting")


async def pages_of(found: list[Any], rows: Rows) -> list[Registration]:
    """Pages with how many are on each, and when they are over."""
    r, m, c = tables.registrants, tables.meetings, tables.communities
    ids = [row.id for row in found]
    count: dict[str, dict[str, int]] = {}
    for id, state, many in await rows(
        select(r.c.registration, r.c.state, func.count())
        .where(r.c.registration.in_(ids))
        .group_by(r.c.registration, r.c.state)
    ):
        count.setdefault(id, {})[state] = many
    pages = []
    for row in found:
        query = select(m.c.id, m.c.title, m.c.starts_at, m.c.zone, m.c.place).order_by(m.c.position)
        of = m.c.id == row.meeting if row.meeting else m.c.series == row.series
        dates = [Date(*one) for one in await rows(query.where(of))] if row.meeting or row.series else []
        many = count.get(row.id, {})
        counts = Counts(many.get("in", 0), many.get("waiting", 0), many.get("interested", 0))
        called = (await rows(select(c.c.name).where(c.c.id == row.community)))[0].name
        pages.append(Registration(row.id, row.community, called, _form(row), tuple(dates), counts))
    return pages


def only(found: list[Registration]) -> Registration:
    if not found:
        raise Unknown("registration")
    return found[0]


def _form(row: Any) -> Form:
    return Form(
        row.title, row.about, row.series or "", row.meeting or "", row.opens_at, row.closes_at, row.zone, row.capacity,
        tuple(row.asks.split()), tuple(row.roles.splitlines()),
    )  # fmt: skip


def cells_of(form: Form) -> dict[str, Any]:
    cells = {name: getattr(form, name) for name in form.__slots__}
    lists = {"asks": " ".join(form.asks), "roles": "\n".join(form.roles)}
    return {**cells, **lists, "series": form.series or None, "meeting": form.meeting or None}


def registrant_of(row: Any, number: int) -> Registrant:
    return Registrant(
        row.id, row.registration, row.state, number, details_of(row), row.person or "", row.untold, row.asked_at
    )


def details_of(row: Any) -> Details:
    return Details(row.name, row.email, row.role, row.organisation, row.place, row.contact)


def said(details: Details) -> dict[str, Any]:
    return {name: getattr(details, name) for name in details.__slots__}


async def forget_registered(db: AsyncConnection, whose: Whose) -> None:
    """Takes out what pages of the community know of somebody who is erased, beside the places that are theirs: where
    they wait or are interested, and their address where another name stands with it; and letters about all that."""
    r, t, p, mail = tables.registrants, tables.registrations, tables.people, tables.letters
    if not whose.person:
        return
    person = (await db.execute(select(p.c.name, p.c.email).where(p.c.id == whose.person))).one()
    pages = select(t.c.id).where(t.c.community == whose.community).scalar_subquery()
    query = select(r.c.id, r.c.name, r.c.email, r.c.person).where(r.c.registration.in_(pages))
    for row in await db.execute(query):
        is_theirs = row.person == whose.person
        if not is_theirs and (not person.email or row.email.casefold() != person.email.casefold()):
            continue
        await db.execute(delete(mail).where(mail.c.about.startswith(f"register/{row.id}/", autoescape=True)))
        if is_theirs or row.name.casefold() == person.name.casefold():
            await db.execute(delete(r).where(r.c.id == row.id))
        else:
            await db.execute(update(r).where(r.c.id == row.id).values(email="", contact=False))
