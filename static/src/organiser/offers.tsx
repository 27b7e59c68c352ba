import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Check } from "../lib/icons";
import { Plus } from "../lib/icons-desk";
import { Glyph } from "../lib/trail";
import type { Sign } from "../lib/wire";
import { FEWEST, MOST, type Offer, peopleIn, rounds } from "./catalogue";
import { addStructure, people, planFor, said, string } from "./own";
import { t } from "./words";

/** "45 min", "2 h 40 min". */
export function lengthOf(minutes: number): string {
  if (minutes < 90) return t("min", { n: minutes });
  const [h, n] = [Math.floor(minutes / 60), minutes % 60];
  return n ? t("hours_min", { h, n }) : t("hours", { h });
}

/** How long a structure takes, in the room and between meetings. */
export function takes(offer: Pick<Offer, "minutes" | "between_days">): string {
  const days = offer.between_days ? t("days_between", { n: Math.round(offer.between_days) }) : "";
  if (offer.minutes === null) return days;
  return days ? t("and_days", { min: lengthOf(offer.minutes), days }) : lengthOf(offer.minutes);
}

/** For how many people: typed, or one more and one fewer. */
export function People(): JSX.Element {
  const n = people.value;
  const [typed, type] = useState(`${n}`);
  useEffect(() => type(`${n}`), [n]);
  const step = (by: number) => planFor(peopleIn(`${n + by}`, n));
  return (
    <fieldset class="people">
      <legend class="unseen">{t("for_how_many")}</legend>
      <span aria-hidden="true">{t("for_before")}</span>
      <button type="button" class="btn" disabled={n <= FEWEST} aria-label={t("fewer")} onClick={() => step(-1)}>
        −
      </button>
      <input
        class="num"
        type="number"
        inputMode="numeric"
        min={FEWEST}
        max={MOST}
        value={typed}
        aria-label={t("for_how_many")}
        onInput={(event) => {
          type(event.currentTarget.value);
          const told = Number(event.currentTarget.value);
          if (Number.isInteger(told) && told >= FEWEST && told <= MOST) planFor(told);
        }}
        onBlur={() => type(`${people.peek()}`)}
      />
      <button type="button" class="btn" disabled={n >= MOST} aria-label={t("more")} onClick={() => step(1)}>
        +
      </button>
      <span aria-hidden="true">{t("for_after")}</span>
    </fieldset>
  );
}

/** More signs than this are a pattern, not a picture. */
const SIGNS = 7;
const CALLED = { 1: "sign_1", 2: "sign_2", 3: "sign_3", 4: "sign_4", n: "sign_n", A: "sign_A" } as const;

/** Who is together, step by step: alone, in pairs, everybody. What repeats is shown once. */
export function Signs({ groups }: { groups: readonly Sign["sign"][] }): JSX.Element {
  const once = rounds(groups, (sign) => sign).flatMap((round) => round.of);
  const shown = once.slice(0, SIGNS);
  const on = shown.length < groups.length;
  return (
    <span
      class="signs"
      role="img"
      aria-label={[...shown.map((sign) => t(CALLED[sign])), on && t("and_on")].filter(Boolean).join(", ")}
    >
      {shown.map((sign, at) => (
        <span key={`${at}`}>
          <Glyph sign={sign} />
        </span>
      ))}
      {on && <i>…</i>}
    </span>
  );
}

/** Puts a structure at the end of one's string. It may stand there more than once. */
export function Add({ offer, main = false }: { offer: Offer; main?: boolean }): JSX.Element {
  const [fresh, setFresh] = useState(0);
  useEffect(() => {
    if (!fresh) return;
    const timer = setTimeout(() => setFresh(0), 2500);
    return () => clearTimeout(timer);
  }, [fresh]);
  const times = string.value.parts.filter((part) => part.kind === "structure" && part.slug === offer.slug).length;
  return (
    <button
      type="button"
      class={`btn add ${main ? "main" : ""} ${fresh ? "copied" : ""}`}
      onClick={() => {
        addStructure(offer);
        setFresh(fresh + 1);
        said.value = t("added_said", { title: offer.title, n: string.peek().parts.length });
      }}
    >
      {fresh ? <Check /> : <Plus />}
      {t(fresh ? "added" : times ? "add_again" : "add")}
      <span class="unseen">: {offer.title}</span>
    </button>
  );
}

/** How many people a structure needs, louder when there are too few. */
export function Needs({ offer }: { offer: Offer }): JSX.Element {
  const few = offer.least > people.value;
  return <span class={few ? "badge few" : ""}>{t(few ? "needs_more" : "needs", { n: offer.least })}</span>;
}
