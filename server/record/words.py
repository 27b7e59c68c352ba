"""The steps of a record: their words as they may be told, and what is only counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from server.core import cards, naming
from server.core.events import Value
from server.core.faces import word_of
from server.core.outcomes import steps_named
from server.core.plan import Item, StepKey, is_between_meetings, step_key
from server.core.session import Contribution, Session
from server.record.desk import Desk, in_order, instant, is_told
from server.record.plots import plots
from server.record.record import Said, Spread, StepRecord, Word, in_one_line
from server.record.telling import COUNTED, asked, counted
from structures.vocabulary import Step

_TOGETHER = {
    "alone": "each alone",
    "everyone": "all together",
    "keep": "in the same groups",
    "clusters": "people of one kind together",
    "circle": "a circle, and the others around it",
    "joined": "by what people chose",
    "stations": "from station to station",
    "fold": "in pairs from both ends of the line",
}


def step_record(desk: Desk, item: Item, step: Step, planned: float) -> StepRecord:
    session = desk.session
    key = step_key(item, step)
    made = in_order(session, key)
    late = [one for one in made if one.late]
    hidden = [one for one in made if one.id in session.hidden and not one.late]
    rest = [one for one in made if not one.late and one.id not in session.hidden]
    told = is_told(session, key, step)
    kept = [one for one in rest if not told or session.is_draft(one)]
    shown = [one for one in rest if one not in kept]
    spreads = spreads_of(step, shown)
    return StepRecord(
        word=word_of(item, step),
        ask=step.ask,
        together=_together(step),
        planned=planned,
        took=took(session, key),
        words=tuple(word(desk, step, one) for one in shown if _is_read(item, step, one)),
        spread=spreads[0] if spreads else None,
        kept_private=len(kept),
        set_aside=len(hidden),
        late=len(late),
        still_open=session.is_open(key),
        note=session.notes.get(key, ""),
        further=spreads[1:],
        told=() if step.marks else tuple(counted(step, word_of(item, step), shown, "score")),
        asked=asked(desk, item, step, shown),
        due=due(session, key, step),
        plots=plots(desk, item, step),
    )


def _is_read(item: Item, step: Step, one: Contribution) -> bool:
    """Whether a contribution is a line of the record. What only scores, answers or places is counted, unless its step
    promised names, speaks for groups, or leaves it behind."""
    if any(f.kind == "pick" for f in step.form):
        return True
    entered = {f.kind for f in step.form if one.values.get(f.name) not in (None, "", ())}
    if not entered - {"score"}:
        return False
    left = any(step in steps_named(item, of) for of in item.leaves.of)
    return bool(entered - set(COUNTED)) or step.named or step.by == "scribe" or left


def word(desk: Desk, step: Step | None, one: Contribution) -> Word:
    session = desk.session
    card = cards.card(session, desk.around, one, named=bool(step and step.named))
    read = cards.by_field(session, desk.around, step, one.values)
    # a score beside a reservation would point at its writer
    secret = step is not None and not step.named and any(f.kind == "score" for f in step.form)
    topic, topic_ref = _topic(desk, step, one)
    tells = {f.name: f.tells for f in step.form} if step else {}
    return Word(
        ref=desk.refs[one.id],
        said=tuple(
            Said(line.label, line.kind, line.text, name, _beyond(desk, line.kind, one.values[name]), tells.get(name))
            for name, line in read.items()
            if not (secret and line.kind == "score")
        ),
        who=card.by,
        role="" if step is None or step.by == "scribe" else desk.roles.get(one.id, ""),
        group=card.group,
        about=tuple(desk.refs[id] for id in one.about if id in desk.refs),
        grown=one.inferred,
        marked=one.id in session.marked,
        put_under=desk.refs.get(session.together.get(one.id, ""), ""),
        scores=desk.scores.get(one.id),
        to=card.to,
        topic=topic if topic != card.group else "",
        topic_ref=topic_ref,
        told=desk.told.get(one.id, ()),
        former=_wordings(desk, step, one.former),
        put_right=_wordings(desk, step, one.amended),
        who_beyond=naming.beyond(session, desk.around, one.seat) if card.by else "",
    )


def _beyond(desk: Desk, kind: str, value: Value) -> str:
    """The names of people whom a field names, as far as they may stand in reports for people who were not there."""
    return naming.those_beyond(desk.session, desk.around, cards.seats(value)) if kind in ("person", "people") else ""


def _wordings(desk: Desk, step: Step | None, all: Iterable[Mapping[str, Value]]) -> tuple[str, ...]:
    return tuple(text for values in all if (text := _wording(desk, step, values)))


def _wording(desk: Desk, step: Step | None, values: Mapping[str, Value]) -> str:
    lines = cards.lines(desk.session, desk.around, step, values)
    return in_one_line(tuple(Said(line.label, line.kind, line.text) for line in lines))


def _topic(desk: Desk, step: Step | None, one: Contribution) -> tuple[str, str]:
    """What the writer's group was about: its lane, its station, what people joined, or what its people are; and where
    that stands in the record, if it was written."""
    session = desk.session
    if step is None or one.group < 0:
        return "", ""
    if step.lanes:
        return step.lanes[one.group % len(step.lanes)].title, ""
    formed = session.standing.get(one.step, "")
    for listed in (session.topics.get(formed, ()), session.called.get(formed, ())):
        if one.group < len(listed):
            about = session.contribution(listed[one.group])
            if about is None:
                return listed[one.group], ""
            return cards.first_words(desk.around, session, about), desk.refs.get(about.id, "")
    return "", ""


def spreads_of(step: Step, made: list[Contribution]) -> tuple[Spread, ...]:
    """How the scores of a step are spread, scale by scale. What is scored card by card is told with the card."""
    if step.deals or step.marks:
        return ()
    scales = [f for f in step.form if f.kind == "score"]
    found = []
    for scale in scales:
        given = [value for one in made if isinstance(value := one.values.get(scale.name), int)]
        if given:
            counts = tuple(given.count(n) for n in range(scale.low, scale.high + 1))
            found.append(Spread(counts, scale.low, scale.ends, scale.label if len(scales) > 1 else ""))
    return tuple(found)


# --- time ------------------------------------------------------------------------------------------------------


def due(session: Session, key: StepKey, step: Step) -> str:
    """The instant by which a step between meetings was to be done."""
    began = [stay.began + stay.planned for stay in session.stays if stay.step == key]
    return instant(began[-1]) if began and is_between_meetings(step) else ""


def took(session: Session, key: StepKey) -> float:
    """Seconds spent in a step."""
    return round(sum(stay.ended - stay.began for stay in session.stays if stay.step == key and stay.ended), 1)


def _together(step: Step) -> str:
    kind = step.grouping.kind
    if kind == "groups":
        return {2: "in pairs", 3: "in threes", 4: "in fours"}.get(
            step.grouping.size, f"in groups of {step.grouping.size}"
        )
    return f"groups joined {step.grouping.size} by {step.grouping.size}" if kind == "merge" else _TOGETHER[kind]
