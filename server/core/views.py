"""What each audience sees now: a session turned into parts. Phones get these and nothing else.

Every word in a view came through `sights`; nothing is taken out afterwards, because nothing was put in.
"""

from __future__ import annotations

from server.core import parts as p
from server.core import sights
from server.core.cards import block, card, lines, output_block
from server.core.company import group_face, stalls
from server.core.console import control
from server.core.doing import may_now, tally
from server.core.events import Value
from server.core.faces import Around, clock_face, step_face, word_of
from server.core.forms import form_face
from server.core.plan import step_key
from server.core.roles import role_of, says
from server.core.running import after
from server.core.session import Contribution, Session
from server.core.writing import writing_group
from structures.vocabulary import Step

__all__ = ["Around", "control", "group", "group_of", "own", "room", "stage", "tally"]

NAMES_SHOWN = 60


def room(session: Session, around: Around) -> p.Room:
    """Everybody's part: the step, the clock, and what the step shares with all."""
    item, step = session.now_item, session.now_step
    return p.Room(
        phase="lobby" if session.phase == "new" else session.phase,
        title=session.plan.title,
        subtitle=session.plan.subtitle,
        people=len(session.present()),
        step=step_face(session, item, step) if item and step else None,
        clock=clock_face(session),
        coming=_coming(session),
        blocks=tuple(block(session, around, sight, cards) for sight, cards in sights.for_all(session)),
        pinned=_pinned(session, around),
        message=session.message,
        bells=session.bells,
        decided=decided(session, around) if session.phase == "closed" else (),
        asks=tuple(ask.name for ask in session.plan.asks),
        market=stalls(session, around),
    )


def decided(session: Session, around: Around) -> tuple[p.Block, ...]:
    """What the session leaves behind, output by output."""
    names = dict.fromkeys(item.output for item in session.items if item.output)
    return tuple(b for b in (output_block(session, around, name) for name in names) if b.cards)


def group_of(session: Session, seat: int) -> int:
    """The number of the group whose part this person gets; -1 when there is none."""
    return writing_group(session, session.at, seat) if session.at else -1


def group(session: Session, around: Around, number: int) -> p.Group:
    """One group's part, the same for each of its members. When everybody writes one text, all are one group."""
    step = session.now_step
    pen = session.pens.get(session.at, {}).get(number, 0)
    grouped = 0 <= number < len(session.groups_in(session.at))
    members = session.groups_in(session.at)[number] if grouped else ()
    return p.Group(
        step=session.at,
        group=group_face(session, around, session.at, number, members) if grouped else None,
        pen=pen,
        pen_name=around.name(pen) if pen else "",
        words=tuple(card(session, around, one) for one in sights.live_words(session, number)),
        blocks=tuple(block(session, around, sight, cards) for sight, cards in sights.for_group(session, number)),
        help=bool(step) and any(seat in session.calls for seat in members),
    )


def own(session: Session, around: Around, seat: int) -> p.Own:
    """One person's part: what they may write now, their own words, the card in their hands, what only they see."""
    item, step = session.now_item, session.now_step
    sitting = session.seats.get(seat)
    may = may_now(session, seat)
    held = sights.dealt_card(session, seat)
    closed = session.phase == "closed"
    return p.Own(
        step=session.at,
        seat=seat,
        name=around.name(seat),
        role=role_of(session, seat).name,
        says=says(session, seat),
        may=may,
        form=form_face(session, around, seat, item, step)
        if item and step and step.form and may in ("write", "pen")
        else None,
        mine=tuple(_mine(one) for one in _own_now(session, seat, step)),
        dealt=card(session, around, held) if held else None,
        blocks=tuple(block(session, around, sight, cards) for sight, cards in sights.for_person(session, seat)),
        settled=session.settled.get(session.at, {}).get(seat, ""),
        help=seat in session.calls,
        away=bool(sitting and sitting.left),
        notes=_notes(session, around, seat) if closed else (),
        commitments=_commitments(session, around, seat) if closed else (),
    )


def stage(session: Session, around: Around) -> p.Stage:
    """The stage's own part: who has arrived, who is with whom, how many are done. Never who is not."""
    step = session.now_step
    names: tuple[str, ...] = ()
    if not step:
        names = tuple(around.name(seat) for seat in session.present())[-NAMES_SHOWN:]
    groups = session.groups_in(session.at) if step else ()
    faces = tuple(group_face(session, around, session.at, n, members) for n, members in enumerate(groups) if members)
    return p.Stage(around.code, around.url, names, faces, tally(session), session.lead)


# --- pieces of a view ------------------------------------------------------------------------------------------


def _coming(session: Session) -> str:
    """What comes next, in a word or two."""
    following = after(session) if session.phase in ("lobby", "running") else None
    if following is None:
        return ""
    item, step = following
    same = session.now_item is not None and item.key == session.now_item.key
    return word_of(item, step) if same else item.title


def _pinned(session: Session, around: Around) -> tuple[p.Block, ...]:
    """The earlier outputs a script says this item uses. A structure may name the steps that show them; else all do."""
    item, step = session.now_item, session.now_step
    if not item or not step or not item.uses:
        return ()
    chosen = any(sight.whose == "output" for s in item.steps for sight in s.sees)
    if chosen and not any(sight.whose == "output" for sight in step.sees):
        return ()
    return tuple(b for b in (output_block(session, around, name) for name in item.uses) if b.cards)


def _own_now(session: Session, seat: int, step: Step | None) -> tuple[Contribution, ...]:
    """One's own words in the present step, to edit: for the one with the pen, the group's."""
    if not step:
        return ()
    if step.by == "scribe":
        number = writing_group(session, session.at, seat)
        if number < 0 or session.pens.get(session.at, {}).get(number) != seat:
            return ()
        return tuple(one for one in session.written(session.at) if one.group == number)
    return session.written_by(session.at, seat)


def _mine(one: Contribution) -> p.Mine:
    values: dict[str, Value] = dict(one.values)
    return p.Mine(one.id, values, one.about, one.draft, one.late)


def _notes(session: Session, around: Around, seat: int) -> tuple[p.Block, ...]:
    """Everything this person wrote today, step by step."""
    found = []
    for item in session.items:
        for step in item.steps:
            key = step_key(item, step)
            mine = tuple(card(session, around, one) for one in session.written_by(key, seat))
            if mine:
                found.append(p.Block(key, f"{item.title}: {word_of(item, step)}", "cards", mine))
    return tuple(found)


def _commitments(session: Session, around: Around, seat: int) -> tuple[p.Commitment, ...]:
    """What this person said they would do: their named words that hold a day."""
    found = []
    for item in session.items:
        for step in item.steps:
            if step.named and any(f.kind == "date" for f in step.form):
                for one in session.written_by(step_key(item, step), seat):
                    said = {line.kind: line.text for line in lines(around, step, one.values)}
                    what = said.get("text") or said.get("long", "")
                    found.append(p.Commitment(what, said.get("date", ""), around.name(seat), said.get("person", "")))
    return tuple(found)
