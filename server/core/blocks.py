"""What a sight shows, in the way it asks for: cards in lists, in order, in columns, on a canvas; spreads and webs.

Which contributions come here was decided in `sights`. Nothing is added to them but what others said about them, where
the way of showing is there to show just that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count

from server.core import answers, canvas, outcomes, sights
from server.core import pieces as p
from server.core.answers import first
from server.core.cards import CARDS_SHOWN, card, lines, says_something, seats
from server.core.faces import Around, name_of, word_of
from server.core.naming import signed
from server.core.plan import Item
from server.core.ranking import ranked
from server.core.session import Contribution, Session
from structures.steps import titled
from structures.vocabulary import Field, Sight, Step

TIES_SHOWN = 600
"""A web holds so many lines at most; more than that nobody can follow."""

Cards = tuple[Contribution, ...]


def blocks(
    session: Session, around: Around, sight: Sight, cards: Cards, members: tuple[int, ...] | None = None
) -> tuple[p.Block, ...]:
    """The blocks of a sight: one, or one for each scale of a spread. `members` are those of the group it is shown to,
    when it is shown to one."""
    item = session.now_item
    if item is None:
        return ()
    source = next((s for s in item.steps if s.name == sight.of), None)
    title = _title(session, item, sight, cards)
    if sight.whose == "addressed":
        title = "Asked of you"
    key = f"{sight.whose}:{sight.of}"
    told = tuple(one for one in cards if says_something(session.step(one.step), one))
    match sight.show:
        case "ranking":
            made = tuple(
                replace(card(session, around, one), score=score)
                for one, score in ranked(session, item, cards, sight.by, sight.top)
            )
            return (p.Block(key, title, "ranking", made, session.spot),)
        case "spread":
            return _spreads(session, around, key, title, source, cards) if source else ()
        case "columns" | "plot" | "matrix":
            marks = sights.marks_for(session, sight, members)
            drawn = _marked(session, around, item, sight, source, told, marks)
            return (replace(drawn, key=f"{sight.show}:{key}", title=title, spot=_spot(session, cards)),)
        case "web":
            ties, more = _ties(session, around, source, cards)
            return (p.Block(f"web:{key}", title, "web", (), more=more, ties=ties),)
        case show:
            shown = tuple(card(session, around, one, named=sight.named) for one in told[:CARDS_SHOWN])
            more = max(0, len(told) - CARDS_SHOWN)
            return (p.Block(key, title, show, shown, _spot(session, cards), more),)


def _title(session: Session, item: Item, sight: Sight, cards: Cards) -> str:
    """The name of the step (or of the outputs) that words come from; of several in one ranking, the names of all."""
    step = session.now_step
    told = [
        one for one in (step.sees if step else ()) if sight.show == "ranking" == one.show and _counts_like(one, sight)
    ]
    from_steps = {session.step(one.step) for one in cards}
    names: list[str] = []
    for one in told if len(told) > 1 else (sight,):
        source = next((s for s in item.steps if s.name == one.of), None)
        if one is sight or source in from_steps:
            names += [name_of(item, source)] if source else map(output_title, item.uses)
    return ", ".join(names)


def ranked_together(sighted: Iterable[tuple[Sight, Cards]]) -> Iterator[tuple[Sight, Cards]]:
    """Cards of several steps that one step ranked stand in one ranking: their places count among all of them."""
    found = list(sighted)
    for sight, cards in found:
        if sight.show != "ranking":
            yield sight, cards
            continue
        alike = [pair for pair in found if pair[0].show == "ranking" and _counts_like(pair[0], sight)]
        if alike[0][0] == sight:
            named = next((one for one, some in alike if some), sight)
            yield named, tuple(one for _, some in alike for one in some)


def _counts_like(one: Sight, other: Sight) -> bool:
    return (one.by, one.top) == (other.by, other.top)


def compared(session: Session, shown: tuple[p.Block, ...]) -> tuple[p.Block, ...]:
    """Scales that several steps asked for stand side by side, scale by scale, each named by its step."""
    scales = {b.key: b.key.split(":") for b in shown if b.show == "spread" and b.key.count(":") == 2}
    asked = Counter(scale for _, scale, _ in scales.values())
    item = session.now_item
    if item is None or max(asked.values(), default=0) < 2:
        return shown
    words = {step.name: word_of(item, step) for step in item.steps}
    order = list(asked)
    made = sorted((b for b in shown if b.key in scales), key=lambda b: order.index(scales[b.key][1]))
    named = tuple(replace(b, title=titled(words[scales[b.key][2]], b.title)) for b in made)
    return tuple(b for b in shown if b.key not in scales) + named


def _spot(session: Session, cards: Cards) -> str:
    return session.spot if any(one.id == session.spot for one in cards) else ""


# --- what was said about cards ---------------------------------------------------------------------------------


def _marked(
    session: Session,
    around: Around,
    item: Item,
    sight: Sight,
    source: Step | None,
    cards: Cards,
    marks: Iterable[Contribution],
) -> p.Block:
    """Cards with what a marking step said about each; those about which nothing was said are there too, last."""
    told = answers.markings(item, sight.by, marks)
    place = answers.field_of(item, sight.by, "place") if sight.by else first([source] if source else [], "place")
    if sight.show == "plot" and not sight.by and place:
        told = {one.id: answers.placed(place, one) for one in cards if one.values.get(place.name)}
        cards = tuple(one for one in cards if one.id in told)
    columns: tuple[str, ...] = ()
    match sight.show:
        case "columns":
            answer = answers.field_of(item, sight.by, "choice")
            columns = answer.options if answer else ()
            chosen = _in_columns(cards, columns, told)
        case "plot":
            chosen = sorted(cards, key=lambda one: (one.id not in told, one.id))
        case _:
            answer = answers.field_of(item, sight.by, "choice")
            columns = answer.options if answer else ()
            chosen = sorted(cards, key=lambda one: (one.group, _addressee(session, one), one.id))
    shown = tuple(
        replace(card(session, around, one, named=sight.named), marking=told.get(one.id, p.Marking()))
        for one in chosen[:CARDS_SHOWN]
    )
    if place and not sight.by and len(chosen) > CARDS_SHOWN and not any(map(_has_words, shown)):
        # more than can be shown one by one, and nothing to read on any: they are one crowd
        crowd = answers.placed(place, *chosen)
        chosen, shown = chosen[:1], (p.Card("crowd", (), marking=crowd),)
    drawn_on = canvas.face(place.canvas) if sight.show == "plot" and place and place.canvas else None
    more = max(0, len(chosen) - CARDS_SHOWN)
    return p.Block("", "", sight.show, shown, more=more, columns=columns, canvas=drawn_on)


def _has_words(card: p.Card) -> bool:
    return bool(card.by) or any(line.kind != "place" for line in card.lines)


def _in_columns(cards: Cards, columns: tuple[str, ...], told: Mapping[str, p.Marking]) -> list[Contribution]:
    """Cards column by column, those most agreed about first. When not all can be shown, each column gives up its last
    ones: none is cut off because it stands further right."""
    place = {option: n for n, option in enumerate(columns)}

    def column(one: Contribution) -> int:
        return place.get(answers.most_said(told.get(one.id)), len(columns))

    def doubt(one: Contribution) -> float:
        counts = [c.count for c in told[one.id].marks] if one.id in told else []
        return -max(counts) / sum(counts) if counts else 0.0

    ordered = sorted(cards, key=lambda one: (column(one), doubt(one), one.id))
    rank = {n: count() for n in range(len(columns) + 1)}
    ranks = {one.id: next(rank[column(one)]) for one in ordered}
    kept = {one.id for one in sorted(ordered, key=lambda one: (ranks[one.id], column(one)))[:CARDS_SHOWN]}
    return [one for one in ordered if one.id in kept] + [one for one in ordered if one.id not in kept]


def _addressee(session: Session, one: Contribution) -> int:
    step = session.step(one.step)
    number = one.values.get(f.name) if (f := first([step] if step else [], "addressee")) else None
    return number if isinstance(number, int) else -1


# --- spreads and webs ------------------------------------------------------------------------------------------


def _spreads(session: Session, around: Around, key: str, title: str, source: Step, cards: Cards) -> tuple[p.Block, ...]:
    """How scores are spread, scale by scale, and after the last of them the words given along; which words went with
    which score is nobody's business."""
    scales = [f for f in source.form if f.kind == "score"]
    if not scales:
        return (p.Block(key, title, "spread", ()),)
    said = [one for one in cards if any(f.kind in ("text", "long") and one.values.get(f.name) for f in source.form)]
    read = [(one.id, lines(session, around, source, one.values)) for one in said[:CARDS_SHOWN]]
    shown = tuple(p.Card(id, tuple(line for line in told if line.kind in ("text", "long"))) for id, told in read)
    whose, _, of = key.partition(":")
    made = []
    for scale in scales:
        given = [value for one in cards if isinstance(value := one.values.get(scale.name), int)]
        counts = tuple(given.count(n) for n in range(scale.low, scale.high + 1))
        several = len(scales) > 1
        made.append(
            p.Block(
                f"{whose}:{scale.name}:{of}" if several else key,
                (scale.label or title) if several else title,
                "spread",
                (),
                spread=counts,
                low=scale.low,
                ends=scale.ends,
            )
        )
    made[-1] = replace(made[-1], cards=shown, more=max(0, len(said) - CARDS_SHOWN))
    return tuple(made)


def _ties(session: Session, around: Around, source: Step | None, cards: Cards) -> tuple[tuple[p.Tie, ...], int]:
    """Who named whom, by name, each tie once; and how many ties did not fit."""
    found: dict[p.Tie, None] = {}
    for one in cards:
        for f in source.form if source else ():
            for seat in _named(f, one):
                if seat != one.seat:
                    ends = signed(session, around, one.seat), signed(session, around, seat)
                    found[p.Tie(*ends, f.label or f.name)] = None
    # in the order of names: nobody learns who was quick
    ties = sorted(found, key=lambda tie: (tie.kind, tie.source, tie.target))
    return tuple(ties[:TIES_SHOWN]), max(0, len(ties) - TIES_SHOWN)


def _named(f: Field, one: Contribution) -> tuple[int, ...]:
    return seats(one.values.get(f.name)) if f.kind in ("person", "people") else ()


# --- outputs ---------------------------------------------------------------------------------------------------


def output_title(name: str) -> str:
    """An output's name as people read it, without the session that it comes from."""
    return name.rpartition(".")[2].replace("_", " ").capitalize()


def output_block(session: Session, around: Around, name: str) -> p.Block:
    """An output of the session under its name, in order of score when it has one, as screens may show it: of words
    that were held for the facilitator, those that were shown (all that are not hidden, when none was)."""
    found = [made for made in outcomes.output_words(session, name) if outcomes.is_let_out(session, made)]
    shown = _output_cards(session, around, name, found)
    more = max(0, len(shown) - CARDS_SHOWN)
    return p.Block(f"output:{name}", output_title(name), "cards", tuple(shown[:CARDS_SHOWN]), more=more)


def output_cards(session: Session, around: Around, name: str) -> list[p.Card]:
    """Everything an output holds, in order of score when it has one; hidden words are not in it."""
    return _output_cards(session, around, name, outcomes.output_words(session, name))


def _output_cards(session: Session, around: Around, name: str, made: Iterable[Contribution]) -> list[p.Card]:
    scores: dict[str, p.Score] = {}
    for item in session.items:
        leaves = item.leaves
        if item.output == name and leaves.by:
            theirs = outcomes.left_by(session, item)
            scores.update(
                (one.id, score) for one, score in ranked(session, item, theirs, leaves.by, answer=leaves.only)
            )
    found = []
    for one in made:
        step = session.step(one.step)
        if says_something(step, one):
            named = bool(step and step.named) and one.id not in scores
            found.append(replace(card(session, around, one, named=named), score=scores.get(one.id)))
    return found
