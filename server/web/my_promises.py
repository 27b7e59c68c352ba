"""One's own promises, for whoever has a link of their own, and for the phone that sat in a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.mail.letters import Letters
from server.promises.promises import Fellows, Held, Promises, Seat, Where
from server.promises.promising import Change, No, is_late
from server.promises.reminders import Reminders
from server.record.forms import ics
from server.season.communities import Unknown
from server.season.people import People
from server.season.person import Person
from server.web import promises_asked as asked
from server.web.asking import Asking
from server.web.me import HAS_GONE
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

NOT_THERE = "This promise is not yours any more, or it was taken back. Open the page again to see your promises."
NO_DAY = "This promise has no day. Give it one first, then it can go into your calendar."
NO_DAYS = "None of your open promises has a day. Give one a day first."
NO_ADDRESS = "We have no e-mail address of yours. Ask the organiser to write it down, then try again."
NO_MAIL = "This house sends no letters. Put your promises into your calendar instead."


class MyPromises:
    """Routes under /api/me for promises. `now` tells the seconds since 1970."""

    def __init__(
        self,
        asking: Asking,
        people: People,
        promises: Promises,
        reminders: Reminders,
        letters: Letters,
        now: Callable[[], float],
    ) -> None:
        self._asking = asking
        self._people = people
        self._promises = promises
        self._reminders = reminders
        self._letters = letters
        self._now = now

    def routes(self) -> list[Route]:
        return [
            self._asking.route("/api/me/promises", "own_promises", self._mine),
            self._asking.route("/api/me/promises/{id}", "own_promises", self._change),
            self._asking.route("/api/me/calendar", "own_promises", self._calendar),
            self._asking.route("/api/me/letters", "own_letters", self._remind),
        ]

    async def _mine(self, request: Request, holder: Holder) -> Response:
        """The promises that are theirs, or held out to them."""
        seats = await self._seats(holder)
        if seats is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        return answered(await self._told(holder, seats))

    async def _change(self, request: Request, holder: Holder) -> Response:
        """Does as they wish with one; answers with all, as they then are."""
        wish = asked.Deed.model_validate(await body_of(request)).wish()
        seats = await self._seats(holder)
        if seats is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        if wish.due and not _is_day(wish.due):
            return answered(desk.refused("", "invalid", "That day is not in the calendar."))
        try:
            refusal = await self._promises.change(request.path_params["id"], seats, wish)
        except Unknown:
            return answered(desk.refused("", "unknown", NOT_THERE))
        if isinstance(refusal, No):
            return answered(desk.refused("", "invalid", refusal.says))
        await self._reminders.call_off(request.path_params["id"])
        return answered(await self._told(holder, seats))

    async def _calendar(self, request: Request, holder: Holder) -> Response:
        """One promise with a day, or all open ones, as a calendar file."""
        which = asked.Which.model_validate(await body_of(request)).id
        seats = await self._seats(holder)
        if seats is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        held = [
            one.promise for one in await self._promises.of(seats) if (one.promise.session, one.promise.owner) in seats
        ]
        chosen = [one for one in held if one.due and (one.id == which if which else one.state == "open")]
        if not chosen:
            return answered(desk.refused("", "invalid", NO_DAY if which else NO_DAYS))
        where = await self._promises.where({one.session for one in chosen})
        days = [
            ics.Day(
                one.id, one.what, date.fromisoformat(one.due), where[one.session].title, is_done=one.state != "open"
            )
            for one in chosen
        ]
        return answered({"ok": True, "calendar": ics.write(days, name="", now=self._now()).decode()})

    async def _remind(self, request: Request, holder: Holder) -> Response:
        """Letters about one's promises, wanted or not."""
        wanted = asked.Reminding.model_validate(await body_of(request)).wanted
        person = await self._here(holder)
        if person is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        if wanted and not self._letters.are_on:
            return answered(desk.refused("", "not_now", NO_MAIL))
        if wanted and not person.details.email:
            return answered(desk.refused("", "invalid", NO_ADDRESS))
        await self._reminders.ask(person.id, wanted=wanted)
        return answered({"ok": True, "letters": await self._letters_of(person)})

    # --- who and what ------------------------------------------------------------------------------------------

    async def _here(self, holder: Holder) -> Person | None:
        here = await self._people.here(holder.label)
        return here[1] if here else None

    async def _seats(self, holder: Holder) -> list[Seat] | None:
        """Where who asks has sat; None when they are no longer in their community."""
        if holder.role == "seat":
            return [(holder.session, holder.seat)]
        person = await self._here(holder)
        return None if person is None else await self._promises.seats_of(person.id)

    async def _letters_of(self, person: Person) -> dict[str, Any] | None:
        """Whether letters are wanted, and where they would go; None where the house sends none."""
        if not self._letters.are_on:
            return None
        return {"to": person.details.email, "wanted": await self._reminders.wants(person.id)}

    async def _told(self, holder: Holder, seats: list[Seat]) -> dict[str, Any]:
        sessions = {session for session, _ in seats}
        await self._promises.gather(sessions)
        held = await self._promises.of(seats)
        there = {one.promise.session for one in held}
        where, fellows = await self._promises.where(there), await self._promises.fellows(there)
        person = await self._here(holder) if holder.role != "seat" else None
        theirs = set(seats)
        return {
            "ok": True,
            "promises": [
                {
                    **promise_told(one, where[one.promise.session], fellows[one.promise.session], self._now()),
                    "mine": (one.promise.session, one.promise.owner) in theirs,
                }
                for one in held
            ],
            "fellows": {
                session: [
                    {"seat": seat, "name": one.name}
                    for seat, one in sorted(named.items(), key=lambda pair: (pair[1].name.casefold(), pair[0]))
                    if one.has_page and (session, seat) not in theirs
                ]
                for session, named in fellows.items()
            },
            "letters": await self._letters_of(person) if person else None,
        }


def promise_told(held: Held, where: Where, fellows: Fellows, now: float) -> dict[str, Any]:
    """A promise as pages show it, with names in place of seats."""
    promise = held.promise
    return {
        "id": promise.id,
        "session": promise.session,
        "meeting": where.title,
        "met_at": where.at,
        "zone": where.zone,
        "state": promise.state,
        "alone": promise.alone,
        "what": promise.what,
        "due": promise.due,
        "late": is_late(promise.state, promise.due, where.today(now)),
        "who": _name(fellows, promise.owner),
        "said_by": _name(fellows, promise.seat) if promise.seat != promise.owner else "",
        "offered": "" if promise.offered is None else _name(fellows, promise.offered),
        "beside": [_name(fellows, seat) for seat in promise.beside],
        "changes": _changes(held.changes, fellows),
    }


def _changes(changes: Iterable[Change], fellows: Fellows) -> list[dict[str, Any]]:
    return [
        {
            "at": one.at,
            "who": _name(fellows, one.seat),
            "did": one.did,
            "other": "" if one.other is None else _name(fellows, one.other),
            "what": one.what,
            "due": one.due,
            "line": one.line,
        }
        for one in changes
    ]


def _name(fellows: Mapping[int, Any], seat: int) -> str:
    return str(fellows[seat].name) if seat in fellows else ""


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
