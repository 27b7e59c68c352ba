"""Cards of people's own, to be printed: a name, a fresh link as a QR code, and a phrase if one is wished for."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.record.handouts.qr import modules
from server.season.communities import Communities, Unknown
from server.season.people import People
from server.season.person import Person
from server.season.phrases import Phrases
from server.web.asked import Asked
from server.web.asking import Asking
from server.web.communities import routes_of
from server.web.people import HAS_GONE
from server.web.returning import NOT_KEPT
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder, Links

MOST = 24
"""Cards in one request, so that a live room beside it does not wait: three sheets of paper."""


async def chosen_of(people: People, community: str, ids: Sequence[str]) -> list[Person]:
    """These people of a community, each once, in that order. Raises Unknown."""
    known = {one.id: one for one in await people.of(community)}
    chosen = list(dict.fromkeys(ids))
    if any(id not in known for id in chosen):
        raise Unknown("person")
    return [known[id] for id in chosen]


class Wanted(Asked):
    """`people` by their ids; `phrases`: a new phrase stands on each card."""

    people: Annotated[
        list[Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,22}$")]], Field(min_length=1, max_length=MOST)
    ]
    phrases: bool = False


class CardRoutes:
    """The route under /api/organise for cards. `origin` is where their links lead."""

    def __init__(
        self,
        asking: Asking,
        communities: Communities,
        people: People,
        phrases: Phrases,
        links: Links,
        *,
        origin: str,
    ) -> None:
        self._asking = asking
        self._communities = communities
        self._people = people
        self._phrases = phrases
        self._links = links
        self._origin = origin

    def routes(self) -> list[Route]:
        _, post = routes_of(self._asking)
        return [post("communities/{id}/cards", "personal_links", self._make)]

    async def _make(self, request: Request, holder: Holder) -> Response:
        """New links, shown this once: those that these people had open nothing any more."""
        community = await self._communities.one(request.path_params["id"])
        wanted = Wanted.model_validate(await body_of(request))
        chosen = await chosen_of(self._people, community.id, wanted.people)
        if any(one.left_at is not None for one in chosen):
            return answered(desk.refused("", "invalid", HAS_GONE))
        if wanted.phrases and not self._phrases.last:
            return answered(desk.refused("", "not_now", NOT_KEPT))
        ids = [one.id for one in chosen]
        tokens = await self._people.relink_all(ids)
        self._links.forget()
        phrases = await self._phrases.make(*ids) if wanted.phrases else [""] * len(ids)
        links = [f"{self._origin}/me#{token}" for token in tokens]
        drawn = await asyncio.to_thread(lambda: [modules(link) for link in links])
        cards = [
            {"id": one.id, "name": one.details.name, "phrase": phrase, "size": size, "path": path}
            for one, phrase, (size, path) in zip(chosen, phrases, drawn, strict=True)
        ]
        return answered({"ok": True, "where": f"{self._origin}/me", "cards": cards})
