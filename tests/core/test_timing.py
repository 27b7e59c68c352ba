"""Planned against actual: what the facilitator changes on the way never moves what was planned."""

from server.core import events as e
from server.core.events import Entry, Event
from server.core.folding import fold
from server.core.plan import Item, Plan
from server.core.session import Session
from server.core.timing import planned_run
from structures.vocabulary import EVERYONE, Step

MINUTE = 60.0
PLAN = Plan(
    "A session",
    items=(
        Item("a", "structure", "First", steps=(Step("one", 5, "Do this."), Step("two", 3, "Do that."))),
        Item("b", "structure", "Second", steps=(Step("all", 10, "Talk.", grouping=EVERYONE),)),
    ),
)


def after(*events: Event) -> Session:
    opened: tuple[Event, ...] = (e.SessionOpened(PLAN), e.SeatTaken(1, {}), e.StepStarted("a/one", 5 * MINUTE))
    return fold(Entry(n, 1000.0, "f1", event) for n, event in enumerate((*opened, *events), 1))


def test_the_planned_end_counts_from_the_first_step() -> None:
    _, end = planned_run(after())
    assert end == 1000.0 + 18 * MINUTE


def test_minutes_set_on_the_way_shorten_the_run_and_leave_the_plan() -> None:
    run, end = planned_run(after(e.MinutesPlanned("b/all", 6)))
    assert end == 1000.0 + 18 * MINUTE
    assert run[1].planned == 10 * MINUTE
    assert run[1].steps[0].seconds == 6 * MINUTE


def test_a_line_put_in_or_left_out_is_told_from_the_plan() -> None:
    extra = Item("x1", "structure", "More", steps=(Step("more", 20, "And this."),))
    run, end = planned_run(after(e.ItemInserted(extra, "a"), e.ItemSkipped("b")))
    assert [item.state for item in run] == ["now", "next", "skipped"]
    assert [item.planned_at for item in run] == [1000.0, 0.0, 1000.0 + 8 * MINUTE]
    assert end == 1000.0 + 8 * MINUTE
