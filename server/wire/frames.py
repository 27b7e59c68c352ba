"""The commands a screen may send: one model for each, told apart by `do`.

Who asks is never in a frame: `by` comes from the link. A contribution is called `contribution` on the line, because
`id` is the id of the command itself, made by the client, under which it may be sent again.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.core import commands as core
from server.core.events import Actor, Naming
from server.core.wishes import Weight
from server.wire.words import CommandId, FieldName, Key, Paragraph, Reference, Sentence, Words

Number = Annotated[int, Field(ge=0, le=1_000_000)]
References = Annotated[list[Reference], Field(max_length=200)]
EntryValue = Words | Annotated[int, Field(ge=-1_000_000, le=1_000_000)] | References
Values = Annotated[dict[FieldName, EntryValue], Field(max_length=24)]
Seconds = Annotated[float, Field(gt=0, le=4 * 3600, allow_inf_nan=False)]
Minutes = Annotated[float, Field(gt=0, le=10 * 60, allow_inf_nan=False)]


class Frame(BaseModel):
    """What all commands have: an id of 128 random bits, made by the client."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, regex_engine="rust-regex")

    gives: ClassVar[type[core.Command]]
    id: CommandId

    def command(self, by: Actor) -> core.Command:
        """The core's command, given by `by`."""
        values: dict[str, Any] = {
            NAMES.get(name, name): tuple(value) if isinstance(value, list) else value
            for name in type(self).model_fields
            if name not in ("id", "do")
            for value in (getattr(self, name),)
        }
        if "values" in values:
            entered: dict[str, Any] = values["values"]
            values["values"] = {k: tuple(v) if isinstance(v, list) else v for k, v in entered.items()}
        return self.gives(by=by, **values)


NAMES = {"contribution": "id", "contributions": "ids"}
"""What the line calls otherwise than the core does."""


# --- a participant ---------------------------------------------------------------------------------------------


class Leave(Frame):
    gives = core.Leave
    do: Literal["leave"]


class Rejoin(Frame):
    gives = core.Rejoin
    do: Literal["rejoin"]


class Submit(Frame):
    gives = core.Submit
    do: Literal["submit"]
    contribution: CommandId
    step: Key
    values: Values
    about: References = []
    draft: bool = False
    late: bool = False


class Revise(Frame):
    gives = core.Revise
    do: Literal["revise"]
    contribution: Reference
    step: Key
    values: Values
    about: References = []
    draft: bool = False


class Withdraw(Frame):
    gives = core.Withdraw
    do: Literal["withdraw"]
    contribution: Reference


class TakePen(Frame):
    gives = core.TakePen
    do: Literal["take_pen"]
    step: Key


class GoToGroup(Frame):
    gives = core.GoToGroup
    do: Literal["go_to_group"]
    step: Key
    group: Number


class Pass(Frame):
    gives = core.Pass
    do: Literal["pass"]
    step: Key


class Finish(Frame):
    gives = core.Finish
    do: Literal["finish"]
    step: Key
    again: bool = False


class ChooseNaming(Frame):
    gives = core.ChooseNaming
    do: Literal["choose_naming"]
    where: Naming


class CallHelp(Frame):
    gives = core.CallHelp
    do: Literal["call_help"]
    words: Sentence = ""


class AnswerHelp(Frame):
    """A facilitator goes to `seat`; a participant can only take back their own call, whatever `seat` says."""

    gives = core.AnswerHelp
    do: Literal["answer_help"]
    seat: Number = 0

    def command(self, by: Actor) -> core.Command:
        return core.AnswerHelp(by=by, seat=by if isinstance(by, int) else self.seat)


# --- a facilitator ---------------------------------------------------------------------------------------------


class Next(Frame):
    gives = core.Next
    do: Literal["next"]
    step: Key = ""
    anyway: bool = False


class Back(Frame):
    gives = core.Back
    do: Literal["back"]
    step: Key = ""


class GoTo(Frame):
    gives = core.GoTo
    do: Literal["go_to"]
    item: Key
    anyway: bool = False


class Skip(Frame):
    gives = core.Skip
    do: Literal["skip"]
    item: Key
    skip: bool = True
    anyway: bool = False


class Repeat(Frame):
    gives = core.Repeat
    do: Literal["repeat"]
    item: Key
    groups: Literal["same", "new"] = "new"
    invitation: Sentence = ""


class PlanMinutes(Frame):
    gives = core.PlanMinutes
    do: Literal["plan_minutes"]
    step: Key
    minutes: Minutes


class Pause(Frame):
    gives = core.Pause
    do: Literal["pause"]


class Resume(Frame):
    gives = core.Resume
    do: Literal["resume"]


class Extend(Frame):
    gives = core.Extend
    do: Literal["extend"]
    seconds: Seconds


class Shorten(Frame):
    gives = core.Shorten
    do: Literal["shorten"]
    seconds: Seconds


class Ring(Frame):
    gives = core.Ring
    do: Literal["ring"]


class RewordGiven(Frame):
    gives = core.RewordGiven
    do: Literal["reword_given"]
    name: Key
    line: Key = ""
    words: Words


class MovePerson(Frame):
    gives = core.MovePerson
    do: Literal["move_person"]
    seat: Number
    group: Number
    step: Key = ""


class Regroup(Frame):
    gives = core.Regroup
    do: Literal["regroup"]
    step: Key = ""


class SetMixing(Frame):
    gives = core.SetMixing
    do: Literal["set_mixing"]
    wish: FieldName
    weight: Weight


class TiePair(Frame):
    gives = core.TiePair
    do: Literal["tie_pair"]
    one: Number
    other: Number
    how: Literal["apart", "together", "free"]


class RemovePerson(Frame):
    gives = core.RemovePerson
    do: Literal["remove_person"]
    seat: Number


class Moderate(Frame):
    gives = core.Moderate
    do: Literal["moderate"]
    contribution: Reference
    act: Literal["hide", "restore", "show", "take_off", "mark", "unmark"]


class Amend(Frame):
    gives = core.Amend
    do: Literal["amend"]
    contribution: Reference
    field: FieldName
    was: Words
    words: Words


class PutInOne(Frame):
    gives = core.PutInOne
    do: Literal["put_in_one"]
    contributions: References


class TakeApart(Frame):
    gives = core.TakeApart
    do: Literal["take_apart"]
    contribution: Reference


class Message(Frame):
    gives = core.Message
    do: Literal["message"]
    words: Sentence


class WriteNote(Frame):
    gives = core.WriteNote
    do: Literal["write_note"]
    step: Key
    words: Paragraph


class HandOver(Frame):
    gives = core.HandOver
    do: Literal["hand_over"]
    to: Annotated[str, StringConstraints(pattern=r"^f[0-9]{1,3}$")]


class Close(Frame):
    gives = core.Close
    do: Literal["close"]


class Reopen(Frame):
    gives = core.Reopen
    do: Literal["reopen"]


FRAMES: tuple[type[Frame], ...] = tuple(Frame.__subclasses__())

NOT_ON_THE_LINE = (core.Join, core.Open, core.Bring, core.Insert, core.Elapse)
"""Commands with ways of their own: the door, the organiser's routes, and the clock."""


def does(frame: type[Frame]) -> str:
    """The word by which the line calls this command."""
    word: str = frame.model_fields["do"].annotation.__args__[0]  # type: ignore[union-attr]
    return word


BY_NAME: dict[str, type[Frame]] = {does(frame): frame for frame in FRAMES}
