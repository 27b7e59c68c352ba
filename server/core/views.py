"""What each audience sees now: a session turned into parts. Phones get these and nothing else.

Every word in a view came through `sights`; nothing is taken out afterwards, because nothing was put in.
"""

from __future__ import annotations

from server.core import parts as p
from server.core import personal, sights
from server.core.blocks import blocks, compared, output_block, ranked_together
from server.core.cards import card
from server.core.company import group_face, stalls
from server.core.console import control
from server.core.doing import may_now, tally
from server.core.faces import Around, clock_face, name_from_here, step_face
from server.core.forms import form_face, names
from server.core.naming import naming_of
from server.core.pieces import Block
from server.core.roles import role_of, says
from server.core.running import coming
from server.core.session import Session
from server.core.writing import writing_group

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
        blocks=compared(session, _shown(session, around)),
        pinned=_pinned(session, around),
        message=session.message,
        bells=session.bells,
        decided=decided(session, around) if session.phase == "closed" else (),
        asks=tuple(ask.name for ask in session.plan.asks),
        names=names(session, around),
        market=stalls(session, around),
    )


def decided(session: Session, around: Around) -> tuple[Block, ...]:
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
        words=tuple(
            card(session, around, one, with_former=personal.is_worded(step))
            for one in sights.live_words(session, number)
        ),
        blocks=tuple(
            b
            for sight, cards in sights.for_group(session, number)
            for b in blocks(session, around, sight, cards, members)
        ),
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
        mine=tuple(personal.mine(one, step) for one in personal.own_now(session, seat, step)),
        dealt=card(session, around, held) if held else None,
        blocks=tuple(
            b
            for sight, cards in sights.for_person(session, seat)
            for b in personal.own_blocks(session, around, seat, sight, cards)
        ),
        settled=session.settled.get(session.at, {}).get(seat, ""),
        help=seat in session.calls,
        away=bool(sitting and sitting.left),
        notes=personal.notes(session, around, seat) if closed else (),
        commitments=personal.commitments(session, around, seat) if closed else (),
        naming=naming_of(session, seat),
    )


def stage(session: Session, around: Around) -> p.Stage:
    """The stage's own part: who has arrived, who is with whom, how many are done. Never who is not."""
    step = session.now_step
    arrived: tuple[str, ...] = ()
    if not step:
        arrived = tuple(around.name(seat) for seat in session.present())[-NAMES_SHOWN:]
    groups = session.groups_in(session.at) if step else ()
    faces = tuple(group_face(session, around, session.at, n, members) for n, members in enumerate(groups) if members)
    return p.Stage(around.code, around.url, arrived, faces, tally(session), session.lead)


def _shown(session: Session, around: Around) -> tuple[Block, ...]:
    """What everybody sees now."""
    sighted = ranked_together(sights.for_all(session))
    return tuple(b for sight, cards in sighted for b in blocks(session, around, sight, cards))


# --- pieces of a view ------------------------------------------------------------------------------------------


def _coming(session: Session) -> str:
    """What comes next, in a word or two."""
    following = coming(session)
    return name_from_here(session, *following) if following else ""


def _pinned(session: Session, around: Around) -> tuple[Block, ...]:
    """The earlier outputs in sight, by name."""
    return tuple(b for b in (output_block(session, around, name) for name, _ in sights.outputs(session)) if b.cards)
