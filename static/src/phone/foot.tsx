import type { JSX } from "preact";
import { Pen } from "../lib/icons";
import type { Group, Own, StepFace } from "../lib/wire";
import { HelpButton } from "./company";
import { type Entry, isTaps } from "./entry";
import type { Seat } from "./seat";
import { t } from "./words";
import { isPlain, Saved } from "./writer";

/** The action in thumb reach. */
export function Foot({
  seat,
  step,
  own,
  group,
  entry,
  help,
  open,
  due,
}: {
  seat: Seat;
  step: StepFace;
  own: Own | null;
  group: Group | null;
  entry: Entry | null;
  help: boolean;
  open: boolean;
  due: boolean;
}): JSX.Element | null {
  const aid = help && <HelpButton seat={seat} group={group} own={own} />;
  const take = () => void seat.do({ do: "take_pen", step: step.key });
  if (!own?.form || own.settled) return aid || null;
  if (open && !isPlain(own.form)) return <CardByCard seat={seat} step={step} own={own} aid={aid || null} />;
  if (!entry) {
    if (own.may !== "pen" && !step.talk) return aid || null;
    return (
      <div class="row fill">
        <button
          type="button"
          class={step.talk ? "btn" : "btn main"}
          onClick={() => {
            if (step.talk) seat.noting.value = step.key;
            if (own.may === "pen") take();
          }}
        >
          <Pen />
          {t(step.talk ? "note_it" : "take_pen")}
        </button>
        {aid}
      </div>
    );
  }

  const { form } = own;
  const scribe = step.writes === "scribe";
  const commits = form.fields.some((field) => field.kind === "date");
  const missing = entry.trouble.value;
  const done = () => {
    if (!entry.letGo(done)) return;
    if (step.talk) seat.noting.value = "";
    else if (!scribe) void seat.do({ do: "finish", step: step.key, again: false });
    else if (!entry.empty) seat.say(t("our_answer_in"));
  };
  if (isTaps(form))
    return (
      <div class="row">
        <Saved entry={entry} />
        {aid}
      </div>
    );
  return (
    <>
      {missing && (
        <p class="trouble" role="alert">
          {t(entry.waits.value.length ? "wait_for" : "fill_first", { field: missing })}
        </p>
      )}
      <div class="row fill">
        <button type="button" class="btn main" onClick={done}>
          {t(step.talk ? "back_to_talk" : scribe ? "our_answer" : commits ? "commit" : "done_writing")}
        </button>
        {!step.talk && aid}
      </div>
      {!scribe && !step.talk && entry.untouched && !own.mine.length && (
        <button type="button" class="btn bare" onClick={() => void seat.do({ do: "pass", step: step.key })}>
          {t(commits ? "pass_commit" : due ? "pass_days" : entry.quick ? "pass_score" : "pass")}
        </button>
      )}
    </>
  );
}

/** The foot of a form that needs no letting go: each mark is saved as it is made, and words for oneself stay here. */
function CardByCard({
  seat,
  step,
  own,
  aid,
}: {
  seat: Seat;
  step: StepFace;
  own: Own;
  aid: JSX.Element | null;
}): JSX.Element {
  const marked = seat.marked.value;
  const done = () => {
    if (step.talk) seat.noting.value = "";
    else if (step.writes === "scribe") seat.say(t("our_answer_in"));
    else void seat.do({ do: "finish", step: step.key, again: false });
  };
  const begun = own.form?.marks ? (marked?.done ?? 0) > 0 : seat.alone.of(step.key).length > 0;
  return (
    <>
      {marked && marked.of > 0 && (
        <p class="tally" role="status">
          {t("marked_of", { n: marked.done, of: marked.of })}
          <span class="bar" aria-hidden="true" style={{ "--p": `${(100 * marked.done) / marked.of}` }}>
            <i />
          </span>
        </p>
      )}
      {(begun || step.talk) && step.writes !== "scribe" ? (
        <div class="row fill">
          <button type="button" class="btn main" onClick={done}>
            {t(step.talk ? "back_to_talk" : own.form?.marks ? "done_marking" : "done_writing")}
          </button>
          {aid}
        </div>
      ) : (
        aid
      )}
      {!begun && !step.talk && step.writes !== "scribe" && (
        <button type="button" class="btn bare" onClick={() => void seat.do({ do: "pass", step: step.key })}>
          {t(own.form?.marks ? "pass_score" : "pass_commit")}
        </button>
      )}
    </>
  );
}
