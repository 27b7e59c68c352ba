"""Records as the organiser's pages read them and take them away, and as whoever has a link to one reads it."""

from __future__ import annotations

import gzip
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.live.sessions import UnknownSession
from server.record.readers import READERS, Taken
from server.record.taking import Choice, Reader
from server.season.communities import Unknown
from server.takeaway.jobs import Jobs
from server.takeaway.material import Material, Of
from server.takeaway.orders import Order
from server.takeaway.press import NotMade, Press, Say
from server.takeaway.shares import Share, Shares, TooMany
from server.takeaway.source import Sources
from server.web import record_asked as asked
from server.web.asking import Answering, Asking
from server.web.communities import told
from server.web.naming import file_name, taken_away
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder
from server.wire.roles import may

NOT_HERE = frozenset({"participant"})
"""Readers who take their own from their own page."""

NO_READER = "The record does not come in that form."
NO_JOB = "This file is no longer here. Please make it again."
NO_SHARE = "There is no such link."
TOO_MANY = "This record has very many links already. Stop some that nobody needs any more."
OVER = "This link has come to its end. Please ask whoever sent it to you for a new one."
STOPPED = "This link was stopped by whoever made it. Please ask them if you still need it."
NEVER = "This link does not open anything here. It may be cut off: please ask for it again."
GONE = "What this link opened is no longer kept."


class RecordRoutes:
    """Routes under /api/organise for records of sessions and series, and two for whoever has a link to one. `origin`
    is where such links lead."""

    def __init__(
        self, asking: Asking, sources: Sources, press: Press, shares: Shares, now: Callable[[], float], *, origin: str
    ) -> None:
        self._asking = asking
        self._sources = sources
        self._press = press
        self._shares = shares
        self._now = now
        self._origin = origin
        self._jobs = Jobs()

    def routes(self) -> list[Route]:
        return [
            *self._of("session", "sessions", "record"),
            *self._of("series", "series", "series_record"),
            self._asking.route("/api/take/{reader}.{form:path}", "take_record", _in_words(self._led), "GET"),
            self._route("jobs/{id}", "record", self._job, "GET"),
            self._route("jobs/{id}/file", "record", self._file, "GET"),
            self._route("shares/{id}/revoke", "share_record", self._revoke),
            self._asking.open("/api/read", self._read),
            self._asking.open("/api/read/take.{form}", self._read_file),
        ]

    def _of(self, kind: str, path: str, doing: str) -> Sequence[Route]:
        def on(name: str, doing: str, do: Callable[[Request, Holder, Of], Awaitable[Response]], way: Any) -> Route:
            async def answer(request: Request, holder: Holder) -> Response:
                return await do(request, holder, await self._sources.of(kind, request.path_params["id"]))

            return self._route(f"{path}/{{id}}/{name}", doing, answer, way)

        return (
            on("readers", doing, self._readers, "GET"),
            on("tree", doing, self._tree, "GET"),
            on("look", doing, self._look, "POST"),
            on("make", doing, self._make, "POST"),
            on("record.{form}", doing, self._whole, "GET"),
            on("take/{reader}.{form:path}", doing, self._take, "GET"),
            on("shares", "share_record", self._shared, "GET"),
            on("shares", "share_record", self._share, "POST"),
        )

    def _route(self, path: str, doing: str, do: Answering, way: Any = "POST") -> Route:
        return self._asking.route(f"/api/organise/{path}", doing, told(_in_words(do)), way)

    async def close(self) -> None:
        """Ends all that is being made."""
        await self._jobs.close()
        await self._press.close()

    # --- reading -------------------------------------------------------------------------------------------------

    async def _readers(self, request: Request, holder: Holder, of: Of) -> Response:
        title, _ = await self._sources.title(of)
        return answered({"ok": True, "title": title, "readers": [_reader(one) for one in _readers_here()]})

    async def _tree(self, request: Request, holder: Holder, of: Of) -> Response:
        """The whole record, and which session each number in it is."""
        material = await self._material(of, holder)
        ids = {str(n): {"id": one.id, "title": one.title} for n, one in material.sessions.items()}
        order = Order("tree", tells={"sessions": ids, "community": material.community})
        return _as_json(request, await self._press.make(order, material))

    async def _look(self, request: Request, holder: Holder, of: Of) -> Response:
        wanted = asked.Look.model_validate(await body_of(request))
        reader = _here(wanted.reader)
        order = Order("look", reader.slug, "", wanted.choice())
        return _as_json(request, await self._press.make(order, await self._material(of, holder)))

    async def _make(self, request: Request, holder: Holder, of: Of) -> Response:
        wanted = asked.Make.model_validate(await body_of(request))
        order = _order(wanted.reader, wanted.form, wanted.choice())
        material, name = await self._material(of, holder), await self._name(of, wanted.reader)

        async def make(say: Say) -> Taken:
            return await self._press.make(order, material, say)

        return answered({"ok": True, "job": self._jobs.begin(_whose(holder), name, make)})

    async def _whole(self, request: Request, holder: Holder, of: Of) -> Response:
        """All of it, as a page, a text, a table or for programs."""
        form = request.path_params["form"]
        order = _order("contributions" if form == "csv" else "facilitator", form, Choice())
        taken = await self._press.make(order, await self._material(of, holder))
        return _handed(taken, await self._name(of, "facilitator"))

    async def _take(self, request: Request, holder: Holder, of: Of) -> Response:
        order = _order(request.path_params["reader"], request.path_params["form"], Choice())
        taken = await self._press.make(order, await self._material(of, holder))
        return _handed(taken, await self._name(of, order.reader))

    async def _led(self, request: Request, holder: Holder) -> Response:
        """For whoever led a session, by the link to its control screen: the record of that session and no other."""
        return await self._take(request, holder, Of("session", holder.session))

    async def _job(self, request: Request, holder: Holder) -> Response:
        job = self._jobs.look(request.path_params["id"], _whose(holder))
        if job is None:
            return answered(desk.refused("", "unknown", NO_JOB), status=404)
        if job.state == "failed":
            return answered(desk.refused("", job.code, job.says))
        return answered({"ok": True, "state": job.state, "size": len(job.taken.written) if job.taken else 0})

    async def _file(self, request: Request, holder: Holder) -> Response:
        job = self._jobs.look(request.path_params["id"], _whose(holder))
        if job is None or job.taken is None:
            return answered(desk.refused("", "unknown", NO_JOB), status=404)
        return _handed(job.taken, job.name)

    # --- links -----------------------------------------------------------------------------------------------------

    async def _shared(self, request: Request, holder: Holder, of: Of) -> Response:
        await self._sources.title(of)
        now = self._now()
        return answered({"ok": True, "shares": [_told(one, now) for one in await self._shares.of(of)]})

    async def _share(self, request: Request, holder: Holder, of: Of) -> Response:
        wanted = asked.Share.model_validate(await body_of(request))
        await self._sources.title(of)
        if _here(wanted.reader).document is None:
            return answered(desk.refused("", "invalid", NO_READER))
        try:
            token = await self._shares.make(of, wanted.reader, wanted.choice(), wanted.days, holder.account)
        except TooMany:
            return answered(desk.refused("", "too_many", TOO_MANY))
        return answered({"ok": True, "link": f"{self._origin}/read#{token}"})

    async def _revoke(self, request: Request, holder: Holder) -> Response:
        if await self._shares.one(request.path_params["id"]) is None:
            return answered(desk.refused("", "unknown", NO_SHARE), status=404)
        await self._shares.revoke(request.path_params["id"])
        return answered({"ok": True})

    async def _read(self, request: Request) -> Response:
        """What a link opens, to be read by whoever has it."""
        share = await self._opened(request)
        if isinstance(share, Response):
            return share
        try:
            tells = {"until": share.expires_at, "forms": _reader(READERS[share.reader])["forms"]}
            order = Order("look", share.reader, "", share.choice, tells)
            return _as_json(request, await self._press.make(order, await self._shown(share)))
        except (UnknownSession, Unknown):
            return answered(desk.refused("", "void", GONE))
        except NotMade as why:
            return answered(desk.refused("", why.code, why.says))

    async def _read_file(self, request: Request) -> Response:
        share, form = await self._opened(request), request.path_params["form"]
        if isinstance(share, Response):
            return share
        try:
            taken = await self._press.make(_order(share.reader, form, share.choice), await self._shown(share))
            return _handed(taken, await self._name(share.of, share.reader))
        except KeyError:
            return answered(desk.refused("", "unknown", NO_READER), status=404)
        except (UnknownSession, Unknown):
            return answered(desk.refused("", "void", GONE))
        except NotMade as why:
            return answered(desk.refused("", why.code, why.says))

    async def _opened(self, request: Request) -> Share | Response:
        share = await self._shares.opened(asked.Open.model_validate(await body_of(request)).token)
        if share is None or share.reader not in READERS:
            return answered(desk.refused("", "void", NEVER))
        if share.is_over(self._now()):
            return answered(desk.refused("", "void", STOPPED if share.revoked_at else OVER))
        return share

    async def _shown(self, share: Share) -> Material:
        # Whoever has the link is nobody we know: the register and the surveys stay here.
        return await self._sources.material(share.of, whole=False)

    async def _material(self, of: Of, holder: Holder) -> Material:
        return await self._sources.material(of, whole=may(holder.role, "people"))

    async def _name(self, of: Of, reader: str) -> str:
        title, made_at = await self._sources.title(of)
        return file_name(title, reader, made_at)


def _in_words(do: Answering) -> Answering:
    """The same, where there is no such form, or no file, says so."""

    async def answer(request: Request, holder: Holder) -> Response:
        try:
            return await do(request, holder)
        except KeyError:
            return answered(desk.refused("", "unknown", NO_READER), status=404)
        except NotMade as why:
            return answered(desk.refused("", why.code, why.says))

    return answer


def _readers_here() -> list[Reader]:
    return [one for one in READERS.values() if one.slug not in NOT_HERE]


def _here(slug: str) -> Reader:
    """Raises KeyError."""
    if slug in NOT_HERE:
        raise KeyError(slug)
    return READERS[slug]


def _order(reader: str, form: str, choice: Choice) -> Order:
    """Raises KeyError when there is no such reader, or they have no such form."""
    return Order("take", reader, form if form in _here(reader).forms else _none(form), choice)


def _none(form: str) -> str:
    raise KeyError(form)


def _whose(holder: Holder) -> str:
    return holder.account or holder.token_hash


def _reader(reader: Reader) -> dict[str, Any]:
    return {
        "slug": reader.slug,
        "title": reader.title,
        "whom": reader.whom,
        "beyond": reader.beyond,
        "seen": reader.document is not None,
        "switches": [{"name": one.name, "title": one.title, "on": one.on} for one in reader.switches],
        "forms": [{"name": name, "title": one.title, "suffix": one.suffix} for name, one in reader.forms.items()],
    }


def _told(share: Share, now: float) -> dict[str, Any]:
    reader = READERS.get(share.reader)
    return {
        "id": share.id,
        "title": reader.title if reader else share.reader,
        "made_at": share.made_at,
        "expires_at": share.expires_at,
        "over": share.is_over(now),
        "revoked": share.revoked_at is not None,
    }


def _handed(taken: Taken, name: str) -> Response:
    return taken_away(taken.written, taken.media_type, f"{name}.{taken.suffix}")


def _as_json(request: Request, taken: Taken) -> Response:
    """JSON as the press packed it; unpacked for those few who cannot read it so."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = {"content-encoding": "gzip", "cache-control": "no-store"}
        return Response(taken.written, media_type=taken.media_type, headers=headers)
    return Response(gzip.decompress(taken.written), media_type=taken.media_type)
