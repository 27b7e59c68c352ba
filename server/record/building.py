"""Building the record of a session from its log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from server.core import forming
from server.core.events import Entry
from server.core.folding import fold
from server.core.plan import Item, is_between_meetings, step_key
from server.core.session import Session
from server.core.timing import planned_run
from server.record import inclusion
from server.record.desk import Desk, among, instant, refs_of, taking_part, writers
from server.record.lineage import brought, commitments, outputs
from server.record.record import Part, Record, Scores
from server.record.roles import roles_beside
from server.record.telling import scores_of, told_about
from server.record.words import step_record


def build(entries: Iterable[Entry], names: Mapping[int, str]) -> Record:
    """The record of a log. `names` maps seats to the names people gave; they stand only where a step promised names."""
    return recorded(fold(entries), names)


def recorded(session: Session, names: Mapping[int, str]) -> Record:
    """The same, of a session that was folded already."""
    desk = _desk(session, names)
    run, _ = planned_run(session)
    parts = []
    for n, (item, line) in enumerate(zip(session.items, run, strict=True), 1):
        length = {step.key: step.seconds for step in line.steps}
        state = {"done": "played", "now": "played", "skipped": "skipped"}.get(line.state, "not reached")
        parts.append(
            Part(
                number=n,
                kind=item.kind,
                title=item.title,
                invitation=item.invitation,
                state=state,
                planned=line.planned,
                took=_took(session, item),
                began=instant(line.began_at),
                steps=tuple(step_record(desk, item, step, length[step_key(item, step)]) for step in item.steps),
                note=item.note,
                again=bool(item.repeats),
                uses=item.uses,
                output=item.output,
            )
        )
    along = brought(desk)
    words = [word for part in parts for step in part.steps for word in step.words]
    by_ref = {word.ref: word for word in (*(word for one in along for word in one.words), *words)}
    people = session.present()
    meetings = forming.met(session)
    return Record(
        title=session.plan.title,
        subtitle=session.plan.subtitle,
        purpose=session.plan.purpose,
        began=instant(session.started_at),
        ended=instant(session.closed_at),
        planned=sum(part.planned for part in parts if part.state != "skipped"),
        took=sum(part.took for part in parts),
        people=len(session.seats),
        contributed=len(writers(session)),
        pairs_met=round(2 * len(meetings) / max(1, len(people)), 1),
        roles=taking_part(session),
        parts=tuple(parts),
        outputs=tuple(outputs(desk, by_ref)),
        commitments=tuple(commitments(desk)),
        marked=tuple(word for word in words if word.marked),
        brought=along,
        inclusion=inclusion.inclusion(session),
        meetings=inclusion.meetings(session),
        source=session.plan.source,
    )


def _desk(session: Session, names: Mapping[int, str]) -> Desk:
    around = among(names)
    scores: dict[str, Scores] = {}
    for item in session.items:
        # A line that is voted on later keeps the scores of where it was written; the vote's stand in what that left.
        scores = dict(scores_of(session, around, item)) | scores
    return Desk(session, around, refs_of(session), roles_beside(session), scores, told_about(session))


def _took(session: Session, item: Item) -> float:
    """Seconds spent in the steps of an item; what people do between two meetings is not part of either."""
    keys = {step_key(item, step) for step in item.steps if not is_between_meetings(step)}
    return round(sum(stay.ended - stay.began for stay in session.stays if stay.step in keys and stay.ended), 1)
