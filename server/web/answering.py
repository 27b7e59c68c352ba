"""Surveys, as those ask for them who answer: by the link of their own, or by words they choose themselves.

Nobody is ever told what was answered, nor whether: an organiser who makes somebody a new link learns nothing by it.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.season.communities import Unknown
from server.season.people import People
from server.surveys.answering import Refused, own_words, person_of
from server.surveys.reading import Survey
from server.surveys.reckoning import FEWEST
from server.surveys.surveys import Surveys
from server.web import surveys_asked as asked
from server.web.asking import Asking
from server.web.me import HAS_GONE
from server.web.surveys import told
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

SAYS = {
    "unknown": "This link leads to no survey. Ask the organiser for it again.",
    "not_open": "This survey is closed now. Nothing more is taken.",
    "not_yet": "This survey is not open yet. Come back later.",
    "not_yours": "This survey is not one of your community. Please ask the organiser.",
    "nothing": "Answer one line at least. All others can stay empty.",
    "invalid": "Something here does not fit the questions. Open the page again.",
    "taken": "Another phone has answered with these words. If that was you, change your answers there. If not, "
    "add one more word.",
    "short": "These words are too short to be yours alone. Take two or three words.",
    "full": "This survey is full. Please tell the organiser.",
}


class AnsweringRoutes:
    """Routes under /api/survey, and those under /api/me for people with a link of their own."""

    def __init__(self, asking: Asking, people: People, surveys: Surveys) -> None:
        self._asking = asking
        self._people = people
        self._surveys = surveys

    def routes(self) -> list[Route]:
        return [
            self._asking.route("/api/me/surveys", "me", self._mine),
            self._asking.route("/api/me/surveys/answer", "own_survey", self._answer_mine),
            self._asking.open("/api/survey", self._look),
            self._asking.open("/api/survey/answer", self._answer),
        ]

    async def _mine(self, request: Request, holder: Holder) -> Response:
        """The surveys that they are asked now."""
        here = await self._people.here(holder.label)
        if here is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        asked_now = [(one, one.open) for one in await self._surveys.of(here[0])]
        listed = [
            {
                "id": one.id,
                "title": one.form.title,
                "wave": wave,
                "questions": sum(question.is_asked(wave) for question in one.form.questions),
            }
            for one, wave in asked_now
            if wave
        ]
        return answered({"ok": True, "surveys": listed})

    async def _look(self, request: Request) -> Response:
        """The questions of the part that is open now."""
        wanted = asked.Look.model_validate(await body_of(request))
        survey = await self._found(wanted.survey)
        if survey is None:
            return _refused("unknown")
        if survey.open is None:
            was_open = any(stand.stand == "closed" for stand in survey.waves.values())
            return _refused("not_open" if was_open else "not_yet")
        form = told(survey)
        for part in form["parts"]:
            part["questions"] = [one for one in part["questions"] if one["when"] in ("both", survey.open)]
        parts = [part for part in form["parts"] if part["questions"]]
        is_last = survey.open == "after"
        return answered({"ok": True, **form, "parts": parts, "wave": survey.open, "last": is_last, "fewest": FEWEST})

    async def _answer_mine(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Mine.model_validate(await body_of(request))
        here = await self._people.here(holder.label)
        if here is None:
            return answered(desk.refused("", "forbidden", HAS_GONE))
        community, person = here
        survey = await self._found(wanted.survey)
        if survey is None or survey.community != community:
            return _refused("not_yours")
        return await self._keep(survey, wanted, person_of(person.id), "")

    async def _answer(self, request: Request) -> Response:
        wanted = asked.ByWords.model_validate(await body_of(request))
        survey = await self._found(wanted.survey)
        if survey is None:
            return _refused("unknown")
        who = own_words(wanted.words)
        if who is None:
            return _refused("short")
        return await self._keep(survey, wanted, who, wanted.phone)

    async def _keep(self, survey: Survey, wanted: asked.Mine, who: str, phone: str) -> Response:
        try:
            if wanted.answers is None:
                await self._surveys.take_back(survey, wanted.wave, who, phone)
            else:
                await self._surveys.answer(survey, wanted.wave, who, phone, wanted.answers)
        except Refused as refusal:
            return _refused(refusal.why)
        return answered({"ok": True})

    async def _found(self, id: str) -> Survey | None:
        try:
            return await self._surveys.one(id)
        except Unknown:
            return None


def _refused(why: str) -> Response:
    return answered(desk.refused("", why, SAYS[why]))
