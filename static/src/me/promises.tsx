import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import { and, dayName } from "../lib/words";
import { give } from "../phone/late/files";
import type { Answer } from "./answers";
import { Deeds } from "./deeds";
import { History, t } from "./history";
import { ask } from "./mine";
import { Missing } from "./missing";
import type { Deed, Held, Letters, Promised } from "./promised";
import "./promises.css";

export const PROMISES = "/api/me/promises";

/** What one said one would do: open ones with what can become of them, the others put away. `first` is what was
 * answered; `otherwise` stands there where nobody did. */
export function Promises({
  token,
  first,
  otherwise,
}: {
  token: string;
  first: Answer<Held>;
  otherwise?: ComponentChildren;
}): JSX.Element {
  const answer = useSignal(first);
  const said = useSignal("");
  const look = async () => {
    answer.value = await ask<Held>(PROMISES, {}, token);
  };
  /** Does something with a promise; nothing is said where it went well. */
  const act = async (id: string, deed: Deed, more: object): Promise<string> => {
    const got = await ask<Held>(`${PROMISES}/${id}`, { do: deed, ...more }, token);
    if (typeof got !== "object") return got || t("no_answer");
    answer.value = got;
    said.value = t(`said_${deed}`);
    return "";
  };
  const file = async (id: string): Promise<string> => {
    const got = await ask<{ calendar: string }>("/api/me/calendar", { id }, token);
    if (typeof got !== "object") return got || t("no_answer");
    give("promises.ics", "text/calendar;charset=utf-8", got.calendar);
    return "";
  };
  const held = answer.value;
  if (typeof held !== "object")
    return (
      <section class="promises">
        {otherwise || <h2>{t("title")}</h2>}
        <Missing what={t(otherwise ? "failed_here" : "failed")} why={held || t("no_promises")} again={look} />
      </section>
    );
  const { promises, fellows, letters } = held;
  const asked = promises.filter((one) => !one.mine);
  const open = promises.filter((one) => one.mine && one.state === "open");
  const dated = open.filter((one) => one.due).length;
  const past = promises.filter((one) => one.mine && one.state !== "open");
  return (
    <section class="promises">
      <h2>{t("title")}</h2>
      <p class="unseen" role="status">
        {said.value}
      </p>
      {!promises.length && <p class="soft">{t("none")}</p>}
      {promises.length > 0 && !asked.length && !open.length && <p class="soft">{t("all_done")}</p>}
      {[...asked, ...open].length > 0 && (
        <ul>
          {[...asked, ...open].map((one) => (
            <li key={one.id} class={one.mine ? "card one" : "card one held-out"}>
              {!one.mine && <b>{t("asks", { name: one.who })}</b>}
              <About promise={one} />
              <Deeds promise={one} fellows={fellows[one.session] ?? []} act={act} file={file} />
            </li>
          ))}
        </ul>
      )}
      {dated > 0 && <Calendar n={dated} file={() => file("")} />}
      {past.length > 0 && (
        <details class="fold past">
          <summary>{t("past_n", { n: past.length })}</summary>
          {past.map((one) => (
            <Past key={one.id} promise={one} act={act} />
          ))}
        </details>
      )}
      {letters && promises.length > 0 && <Wished token={token} letters={letters} />}
    </section>
  );
}

function About({ promise }: { promise: Promised }): JSX.Element {
  const aside = [
    t("from", { meeting: promise.meeting }),
    promise.beside.length ? t("with", { names: and(promise.beside) }) : "",
    promise.said_by && promise.mine ? t("said_by", { name: promise.said_by }) : "",
    promise.alone ? t("alone") : "",
  ];
  return (
    <>
      <p class="voice" dir="auto">
        {promise.what}
      </p>
      <p class="by-day">
        <b>{promise.due ? t("by", { day: dayName(promise.due) }) : t("no_day")}</b>
        {promise.late && <span class="soft">{t("past")}</span>}
      </p>
      <p class="small soft" dir="auto">
        {aside.filter(Boolean).join(", ")}
      </p>
      {promise.mine && promise.offered && <p class="small">{t("offered", { name: promise.offered })}</p>}
    </>
  );
}

function Past(props: {
  promise: Promised;
  act: (id: string, deed: Deed, more: object) => Promise<string>;
}): JSX.Element {
  const { promise, act } = props;
  const trouble = useSignal("");
  return (
    <div class="one">
      <p dir="auto">{promise.what}</p>
      <p class="small soft">{t(promise.state === "done" ? "state_done" : "state_let_go")}</p>
      <History changes={promise.changes} />
      <div class="acts">
        <button
          type="button"
          class="btn"
          onClick={async () => {
            trouble.value = await act(promise.id, "again", {});
          }}
        >
          {t("up_again")}
          <span class="unseen">: {promise.what}</span>
        </button>
      </div>
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
    </div>
  );
}

function Calendar({ n, file }: { n: number; file: () => Promise<string> }): JSX.Element {
  const trouble = useSignal("");
  return (
    <div>
      <button
        type="button"
        class="btn"
        onClick={async () => {
          trouble.value = await file();
        }}
      >
        {t("all_calendar", { n })}
      </button>
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
    </div>
  );
}

/** Letters about one's promises: none, unless one asks for them. */
function Wished({ token, letters }: { token: string; letters: Letters }): JSX.Element {
  const now = useSignal(letters);
  const trouble = useSignal("");
  const button = useRef<HTMLButtonElement>(null);
  const wish = async (wanted: boolean) => {
    const got = await ask<{ letters: Letters }>("/api/me/letters", { wanted }, token);
    trouble.value = typeof got === "object" ? "" : got || t("no_answer");
    if (typeof got === "object") now.value = got.letters;
    button.current?.focus();
  };
  const { to, wanted } = now.value;
  return (
    <div>
      <h2>{t("letters")}</h2>
      <p role="status">{to ? t(wanted ? "letters_on" : "letters_off", { to }) : t("letters_none")}</p>
      {(to || wanted) && (
        <p class="acts">
          <button ref={button} type="button" class="btn" onClick={() => void wish(!wanted)}>
            {t(wanted ? "letters_stop" : "letters_start")}
          </button>
        </p>
      )}
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
    </div>
  );
}
