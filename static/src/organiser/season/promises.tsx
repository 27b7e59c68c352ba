import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Check } from "../../lib/icons";
import { and, dayName, wordsOf } from "../../lib/words";
import { History } from "../../me/history";
import type { Promised } from "../../me/promised";
import { Trouble, useAsked } from "../pieces";
import { Frame } from "./frame";
import en from "./promises.json";
import type { Promises, Season } from "./season";
import { matches } from "./sought";
import { Take } from "./take";
import "./promises.css";

const t = wordsOf(en);

const KINDS = ["all", "open", "late", "done", "let_go"] as const;
type Kind = (typeof KINDS)[number];

const IS: Record<Kind, (one: Promised) => boolean> = {
  all: () => true,
  open: (one) => one.state === "open",
  late: (one) => one.late,
  done: (one) => one.state === "done",
  let_go: (one) => one.state === "let_go",
};

/** What the people of a community said they would do, and how it stands. Only they themselves change it. */
export function PromisesPage({ season, id }: { season: Season; id: string }): JSX.Element {
  const { value, failed, again } = useAsked<Promises>(() => season.promises(id), id);
  const [kind, choose] = useState<Kind>("all");
  const [sought, seek] = useState("");
  if (!value)
    return (
      <main class="home">
        {failed ? (
          <Trouble what={t("fail")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  const { promises } = value;
  const many = (which: Kind) => promises.filter(IS[which]).length;
  const found = promises
    .filter(IS[kind])
    .filter((one) => matches([one.who, one.what, one.meeting, one.said_by], sought));
  return (
    <Frame
      id={id}
      name={value.name}
      at="promises"
      beside={
        promises.length > 0 && <p>{t("counted", { n: promises.length, done: many("done"), late: many("late") })}</p>
      }
    >
      {promises.length === 0 ? (
        <div>
          <h2>{t("empty")}</h2>
          <p class="soft">{t("empty_text")}</p>
        </div>
      ) : (
        <>
          <div class="tools">
            {promises.length > 8 && (
              <label class="field">
                {t("find")}
                <input type="search" value={sought} onInput={(event) => seek(event.currentTarget.value)} />
              </label>
            )}
            <Take what={t("take")} get={() => season.promisesTable(id)} />
          </div>
          <fieldset class="kinds">
            <legend class="unseen">{t("show")}</legend>
            {KINDS.map((one) => (
              <label key={one}>
                <input type="radio" name="kind" checked={kind === one} onChange={() => choose(one)} />
                <span class="btn">{t(one, { n: many(one) })}</span>
              </label>
            ))}
          </fieldset>
          {found.length ? (
            <Table promises={found} />
          ) : (
            <p class="soft" role="status">
              {t("none_of")}
            </p>
          )}
        </>
      )}
    </Frame>
  );
}

/** A table on a wide screen, cards on a narrow one. */
function Table({ promises }: { promises: readonly Promised[] }): JSX.Element {
  return (
    <table class="roster promised">
      <thead>
        <tr>
          {(["who", "what", "due", "state", "meeting"] as const).map((name) => (
            <th key={name}>{t(`col_${name}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {promises.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <bdi>{one.who}</bdi>
            </th>
            <td class="words">
              <bdi class="serif">{one.what}</bdi>
              <Aside promise={one} />
            </td>
            <td data-label={t("col_due")} class={one.due ? "day" : "day soft"}>
              {one.due ? dayName(one.due) : t("no_day")}
            </td>
            <td>
              <Stands promise={one} />
            </td>
            <td data-label={t("col_meeting")} class="soft">
              <bdi>{one.meeting}</bdi>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Aside({ promise }: { promise: Promised }): JSX.Element {
  const told = [
    promise.beside.length ? t("with", { names: and(promise.beside) }) : "",
    promise.said_by ? t("said_by", { name: promise.said_by }) : "",
    promise.offered ? t("asked", { name: promise.offered }) : "",
  ].filter(Boolean);
  return (
    <>
      {told.length > 0 && <p class="small soft">{told.join(", ")}</p>}
      {promise.changes.length > 0 && (
        <details class="small">
          <summary>
            {t("history", { n: promise.changes.length })}
            <span class="unseen">: {promise.what}</span>
          </summary>
          <History changes={promise.changes} />
        </details>
      )}
    </>
  );
}

function Stands({ promise }: { promise: Promised }): JSX.Element {
  if (promise.state === "done")
    return (
      <span class="badge ok">
        <Check />
        {t("is_done")}
      </span>
    );
  if (promise.state === "let_go") return <span class="soft">{t("is_let_go")}</span>;
  return <span class={promise.late ? "badge call" : "badge"}>{t(promise.late ? "is_late" : "is_open")}</span>;
}
