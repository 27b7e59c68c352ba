"""All routes about a season: communities, their people and meetings, and the pages of their people."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.routing import Route

from server.accounts.brakes import Brakes
from server.accounts.housekey import HouseKey
from server.live.clock import Clock
from server.live.sessions import Sessions
from server.log import Log
from server.mail.letters import Letters
from server.promises.opening import Opening
from server.promises.promises import Promises
from server.promises.reminders import Reminders
from server.registration.inviting import Inviting
from server.registration.registered import forget_registered
from server.registration.registering import Registering
from server.rights.backups import Backups
from server.rights.clearing import Clearing
from server.rights.erasing import Erasing
from server.rights.keeping import Retention
from server.rights.sweeping import file_of
from server.season.acquaintance import Acquaintance
from server.season.communities import Communities
from server.season.meetings import Meetings
from server.season.people import People
from server.season.phrases import Phrases
from server.season.rounds import Errand
from server.season.signature import Signatures
from server.season.ties import Ties
from server.season.uniting import Uniting
from server.season.ways_back import WaysBack
from server.surveys.surveys import Surveys
from server.takeaway.mine import Mine
from server.takeaway.press import Press
from server.takeaway.source import Sources
from server.web.answering import AnsweringRoutes
from server.web.asking import Asking
from server.web.cards import CardRoutes
from server.web.communities import CommunityRoutes
from server.web.me import Me
from server.web.my_name import MyName
from server.web.my_promises import MyPromises
from server.web.my_rights import MyRights
from server.web.people import PeopleRoutes
from server.web.promises import PromiseRoutes
from server.web.register import RegisterRoutes
from server.web.registrations import RegistrationRoutes
from server.web.returning import Returning
from server.web.rights import Rights, RightsRoutes
from server.web.series import SeriesRoutes
from server.web.surveys import SurveyRoutes
from server.web.ties import TieRoutes
from server.web.uniting import UnitingRoutes
from server.wire.links import Links
from server.wire.shutting import Shutting


@dataclass(frozen=True, slots=True)
class SeasonRoutes:
    """`organising` is for organisers alone, `others` for the people of a community and whoever finds its pages;
    `errands` are run from time to time."""

    organising: tuple[Route, ...]
    others: tuple[Route, ...]
    errands: tuple[Errand, ...] = ()


def season_routes(
    asking: Asking,
    log: Log,
    sessions: Sessions,
    links: Links,
    clock: Clock,
    key: HouseKey,
    letters: Letters,
    ways_back: WaysBack,
    shutting: Shutting,
    press: Press,
    *,
    origin: str,
    database: str,
) -> SeasonRoutes:
    """`origin` is where the links of people lead; `key` makes the marks by which phrases are known and answers to
    surveys are kept; `database` is the URL of what is swept after an erasure."""
    communities, people, meetings = Communities(log, clock.now), People(log, clock.now), Meetings(log, clock.now)
    phrases, surveys = Phrases(log, key, clock.now), Surveys(log, key, clock.now)
    acquaintance, ties, signatures = Acquaintance(log), Ties(log), Signatures(log, sessions)
    me = Me(asking, communities, people, phrases, meetings, sessions, links, acquaintance, ties, signatures)
    registering, mail = Registering(log, clock.now, letters), letters.are_on
    inviting, brakes = Inviting(log, registering, letters), Brakes(log, clock)
    register = RegisterRoutes(asking, registering, inviting, meetings, brakes, origin=origin, mail=mail)
    registrations = RegistrationRoutes(
        asking, communities, people, meetings, registering, inviting, origin=origin, mail=mail
    )
    promises = Promises(log, sessions, clock.now)
    opening = Opening(sessions, meetings, promises, clock.now)
    reminders = Reminders(log, promises, letters, clock.now, origin=origin)

    async def united(touched: frozenset[str]) -> None:
        links.forget()
        for session in touched:
            acquaintance.forget(session)
            await sessions.look_who_sits(session)

    reaches = (surveys.erase, forget_registered)
    erasing = Erasing(log, sessions, clock.now, _Doors(shutting, acquaintance), reaches)
    backups = Backups(log, clock.now, reaches)
    retention = Retention(log, erasing, clock.now)
    clearing = Clearing(log, sessions, backups, file_of(database), clock.now)
    mine = Mine(log, Sources(log, meetings), people, communities)
    rights = Rights(asking, log, sessions, communities, people, meetings, erasing, retention, clearing, mine, press)
    return SeasonRoutes(
        (
            *CommunityRoutes(asking, sessions, communities, people, meetings, promises, opening).routes(),
            *SeriesRoutes(asking, log, sessions, people, meetings).routes(),
            *PeopleRoutes(asking, communities, people, links, shut=shutting.person, origin=origin).routes(),
            *CardRoutes(asking, communities, people, phrases, links, origin=origin).routes(),
            *UnitingRoutes(
                asking, communities, people, Uniting(log, people, surveys.merge, clock.now), united=united
            ).routes(),
            *PromiseRoutes(asking, communities, meetings, promises, clock.now).routes(),
            *registrations.routes(),
            *TieRoutes(asking, communities, meetings, sessions, ties).routes(),
            *SurveyRoutes(asking, communities, meetings, surveys, origin=origin).routes(),
            *RightsRoutes(rights).routes(),
        ),
        (
            *me.routes(),
            *MyRights(rights).routes(),
            *MyName(asking, people, signatures).routes(),
            *Returning(asking, people, phrases, clock.now).routes(),
            *register.routes(),
            *AnsweringRoutes(asking, people, surveys).routes(),
            *MyPromises(asking, people, promises, reminders, letters, clock.now).routes(),
        ),
        (
            registering.settle,
            registering.forget,
            promises.gather,
            reminders.write,
            letters.send,
            ways_back.tidy,
            surveys.tidy,
            retention.erase_what_is_over,
            clearing.clear,
        ),
    )


class _Doors:
    """Shuts out who is erased, and forgets whom they met."""

    def __init__(self, shutting: Shutting, acquaintance: Acquaintance) -> None:
        self._shutting = shutting
        self._acquaintance = acquaintance

    async def seat(self, session: str, number: int) -> None:
        self._acquaintance.forget(session)
        await self._shutting.seat(session, number)

    async def session(self, session: str) -> None:
        self._acquaintance.forget(session)
        await self._shutting.session(session)
