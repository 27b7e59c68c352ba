import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { LineOf, type Reading } from "./line";
import type { Part, Step } from "./tree";
import { minutes, t } from "./words";

/** Lines of one step that are shown at first: a thousand would bury what comes after them. */
const FIRST = 40;

/** One part of the run: its invitation, and its steps with what was written. */
export function PartOf({ number, part, reading }: { number: number; part: Part; reading: Reading }): JSX.Element {
  // A talk, a break or a note has nothing below it: a line tells enough.
  if (part.kind !== "structure" && !part.steps.some((step) => step.words.length)) {
    return (
      <p class="aside-part soft">
        <span class="num">{part.number}</span> <bdi>{part.title}</bdi>
        {part.took > 0 && <small>, {minutes(part.took)}</small>}
      </p>
    );
  }
  const was = part.state === "skipped" ? t("skipped") : part.state === "not reached" ? t("not_reached") : "";
  return (
    <section class="part">
      <h3 class="chapter" id={`part-${number}-${part.number}`} tabIndex={-1}>
        <span class="num soft">{part.number}</span> <bdi>{part.title}</bdi>
        {was && <span class="badge">{was}</span>}
      </h3>
      {part.took > 0 && (
        <p class="small soft">{t("planned", { took: minutes(part.took), planned: minutes(part.planned) })}</p>
      )}
      {part.invitation && (
        <p class="invitation serif">
          <bdi>{part.invitation}</bdi>
        </p>
      )}
      {part.note && <Note text={part.note} />}
      {!was &&
        part.steps.map((step, at) => (
          <StepOf key={`${at}`} at={`${number}:${part.number}.${at + 1}.`} step={step} reading={reading} />
        ))}
    </section>
  );
}

function StepOf({ at, step, reading }: { at: string; step: Step; reading: Reading }): JSX.Element {
  const [all, setAll] = useState(false);
  const wanted =
    reading.open.startsWith(at) && step.words.findIndex((word) => `${at}${word.ref.split(".")[2]}` === reading.open);
  const shown = all || (wanted !== false && wanted >= FIRST) ? step.words : step.words.slice(0, FIRST);
  const session = at.slice(0, at.indexOf(":") + 1);
  const told = [
    step.kept_private && t("private", { n: step.kept_private }),
    step.set_aside && t("aside", { n: step.set_aside }),
    step.late && t("late", { n: step.late }),
    step.still_open && t("open_still"),
  ].filter(Boolean);
  return (
    <div class="step">
      <h4>
        <bdi>{step.word}</bdi>{" "}
        <small class="soft">
          {step.together}
          {step.took > 0 && `, ${minutes(step.took)}`}
        </small>
      </h4>
      {step.ask && (
        <p class="soft">
          <bdi>{step.ask}</bdi>
        </p>
      )}
      {step.note && <Note text={step.note} />}
      {shown.length > 0 && (
        <ul class="lines">
          {shown.map((word) => {
            const spot = reading.index.spots.get(session + word.ref);
            return spot && <LineOf key={word.ref} spot={spot} reading={reading} />;
          })}
        </ul>
      )}
      {step.words.length > shown.length && (
        <button type="button" class="btn" onClick={() => setAll(true)}>
          {t("show_all", { n: step.words.length - shown.length })}
        </button>
      )}
      {told.length > 0 && <p class="small soft">{told.join(" ")}</p>}
    </div>
  );
}

function Note({ text }: { text: string }): JSX.Element {
  return (
    <div class="banner">
      <p>
        <b>{t("note")}:</b> <bdi>{text}</bdi>
      </p>
    </div>
  );
}
