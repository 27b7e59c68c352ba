"""Surveys, as the organiser's pages ask for them: made, opened, closed, and what they say."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server import scripts
from server.season.communities import Communities
from server.season.meetings import Meetings, Series
from server.surveys import survey_files
from server.surveys.answering import Refused
from server.surveys.reading import WAVES, Survey
from server.surveys.reckoning import FEWEST
from server.surveys.surveys import Surveys
from server.web import surveys_asked as asked
from server.web.asking import Asking
from server.web.communities import routes_of
from server.web.naming import plain, taken_away
from server.wire import desk
from server.wire.fallback import answered, body_of
from server.wire.links import Holder

SAYS = {
    "no_key": "This server has no key of its own that lasts, so answers before and after could not be put together. "
    "Set TINGSHA_SECRET to 32 random characters, start the server again, then open the survey.",
    "begun": "This was opened before. What is closed stays closed, so that nobody can reckon who said what.",
    "not_now": "The other part of this survey stands in the way: close the one that is open first. "
    "Before is no longer asked once after has begun.",
    "not_open": "This part of the survey is not open.",
    "nowhere": "There is no such series or meeting in this community.",
    "no_survey": "There is no survey in that folder.",
    "broken": "This survey cannot be asked yet.",
}


class SurveyRoutes:
    """Routes under /api/organise for surveys. `origin` is where people answer."""

    def __init__(
        self, asking: Asking, communities: Communities, meetings: Meetings, surveys: Surveys, *, origin: str
    ) -> None:
        self._asking = asking
        self._communities = communities
        self._meetings = meetings
        self._surveys = surveys
        self._origin = origin

    def routes(self) -> list[Route]:
        get, post = routes_of(self._asking)
        return [
            get("communities/{id}/surveys", "surveys", self._all),
            post("communities/{id}/surveys", "keep_surveys", self._make),
            get("surveys/{id}", "surveys", self._look),
            post("surveys/{id}/open", "keep_surveys", self._open),
            post("surveys/{id}/close", "keep_surveys", self._close),
            post("surveys/{id}/drop", "keep_surveys", self._drop),
            get("surveys/{id}/results.csv", "surveys", self._table),
            get("surveys/{id}/codebook.txt", "surveys", self._codebook),
        ]

    async def _all(self, request: Request, holder: Holder) -> Response:
        community = await self._communities.one(request.path_params["id"])
        series = await self._meetings.of(community.id)
        surveys = await self._surveys.of(community.id)
        return answered(
            {
                "ok": True,
                "name": community.name,
                "people": community.people,
                "fewest": FEWEST,
                "surveys": [self._brief(one, series) for one in surveys],
                "files": await asyncio.to_thread(lambda: [_file(path) for path in scripts.surveys()]),
                "series": [
                    {
                        "id": one.id,
                        "title": one.title,
                        "folder": one.folder,
                        "meetings": [{"id": meeting.id, "title": meeting.title} for meeting in one.meetings],
                    }
                    for one in series
                ],
            }
        )

    def _brief(self, survey: Survey, series: list[Series]) -> dict[str, Any]:
        meetings = [meeting for one in series for meeting in one.meetings]
        about = next((one.title for one in meetings if one.id == survey.meeting), "")
        about = about or next((one.title for one in series if one.id == survey.series), "")
        waves = {}
        for wave in WAVES:
            stands = survey.stand(wave)
            waves[wave] = {
                "stand": stands.stand,
                "answered": stands.answered,
                "questions": sum(question.is_asked(wave) for question in survey.form.questions),
            }
        link = f"{self._origin}/survey#{survey.id}"
        return {"id": survey.id, "title": survey.form.title, "about": about, "link": link, "waves": waves}

    async def _make(self, request: Request, holder: Holder) -> Response:
        wanted = asked.Make.model_validate(await body_of(request))
        community = await self._communities.one(request.path_params["id"])
        series = await self._meetings.of(community.id)
        held = {one.id for one in series}, {meeting.id for one in series for meeting in one.meetings}
        chosen = (wanted.series, wanted.meeting)
        if chosen.count(None) != 1 or any(id and id not in ids for id, ids in zip(chosen, held, strict=True)):
            return _refused("nowhere", "unknown")
        path = next((path for path in scripts.surveys() if _folder(path) == wanted.folder), None)
        if path is None:
            return _refused("no_survey", "unknown")
        try:
            form = await asyncio.to_thread(scripts.survey, path)
        except scripts.ScriptError as wrong:
            told = " ".join(str(problem) for problem in wrong.problems[:3])
            return answered(desk.refused("", "invalid", f"{SAYS['broken']} {told}"))
        made = await self._surveys.make(community.id, form, series=wanted.series, meeting=wanted.meeting)
        return answered({"ok": True, "id": made})

    async def _open(self, request: Request, holder: Holder) -> Response:
        return await self._turn(request, opens=True)

    async def _close(self, request: Request, holder: Holder) -> Response:
        return await self._turn(request, opens=False)

    async def _turn(self, request: Request, *, opens: bool) -> Response:
        wanted = asked.Which.model_validate(await body_of(request))
        turn = self._surveys.open if opens else self._surveys.close
        try:
            await turn(request.path_params["id"], wanted.wave)
        except Refused as refusal:
            return _refused(refusal.why)
        return answered({"ok": True})

    async def _drop(self, request: Request, holder: Holder) -> Response:
        await self._surveys.drop(request.path_params["id"])
        return answered({"ok": True})

    async def _look(self, request: Request, holder: Holder) -> Response:
        """The questions, and of each closed wave what may be told."""
        survey = await self._surveys.one(request.path_params["id"])
        community = await self._communities.one(survey.community)
        return answered(
            {
                "ok": True,
                "name": community.name,
                "fewest": FEWEST,
                **self._brief(survey, await self._meetings.of(community.id)),
                **told(survey),
                "results": {wave: survey.stand(wave).results for wave in WAVES},
                "words": {wave: await self._surveys.words(survey, wave) for wave in WAVES},
            }
        )

    # --- to take away --------------------------------------------------------------------------------------------

    async def _table(self, request: Request, holder: Holder) -> Response:
        survey = await self._surveys.one(request.path_params["id"])
        words = {wave: await self._surveys.words(survey, wave) for wave in WAVES}
        written = survey_files.table(survey, words)
        return taken_away(written, "text/csv; charset=utf-8", f"{plain(survey.form.title, 'survey')}-results.csv")

    async def _codebook(self, request: Request, holder: Holder) -> Response:
        survey = await self._surveys.one(request.path_params["id"])
        name = f"{plain(survey.form.title, 'survey')}-codebook.txt"
        return taken_away(survey_files.codebook(survey), "text/plain; charset=utf-8", name)


def told(survey: Survey) -> dict[str, Any]:
    """The questions, as a page asks or shows them."""
    form = survey.form
    parts = [
        {
            "title": part.title or "",
            "questions": [
                {
                    "name": question.name,
                    "kind": question.kind,
                    "text": question.text,
                    "options": question.options,
                    "when": question.when,
                    "lower_is_better": question.lower_is_better,
                }
                for question in part.questions
            ],
        }
        for part in form.parts
    ]
    role = {"label": form.role.label, "options": form.role.options} if form.role else None
    return {"title": form.title, "purpose": form.purpose, "scale": form.scale, "role": role, "parts": parts}


def _refused(why: str, code: str = "invalid") -> Response:
    return answered(desk.refused("", code, SAYS[why]))


def _folder(path: Path) -> str:
    return path.parent.relative_to(scripts.scripts_folder()).as_posix()


def _file(path: Path) -> dict[str, Any]:
    """A survey to choose, or what is wrong with it."""
    made: dict[str, Any] = {"folder": _folder(path), "title": _folder(path), "purpose": "", "questions": 0}
    try:
        form = scripts.survey(path)
    except scripts.ScriptError as wrong:
        return {**made, "problems": [str(problem) for problem in wrong.problems]}
    many = {"title": form.title, "purpose": form.purpose, "questions": len(form.questions)}
    return {**made, **many, "problems": []}
