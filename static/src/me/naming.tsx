import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { FIELD, option } from "../lib/blank";
import { Options } from "../lib/fields";
import type { Own } from "../lib/wire";
import { wordsOf } from "../lib/words";
import type { Answer } from "./answers";
import { ask } from "./mine";
import { Missing } from "./missing";
import words from "./naming.json";
import "./naming.css";

const t = wordsOf(words);

export type Where = Exclude<Own["naming"], "">;

const WAYS: readonly Where[] = ["nowhere", "here", "reports"];

/** Says where one's name may stand; the server's answer. */
type Choose = (where: Where) => Promise<{ readonly ok: boolean; readonly says?: string }>;

/** Three ways, one tap each, saved as they are tapped. */
function Ways({ now, choose }: { now: Where; choose: Choose }): JSX.Element {
  const wish = useSignal<Where | "">("");
  const trouble = useSignal("");
  const saved = useSignal(false);
  if (wish.value === now) wish.value = "";
  const tap = async (where: Where) => {
    wish.value = where;
    const answer = await choose(where);
    saved.value = answer.ok;
    trouble.value = answer.ok ? "" : answer.says || t("no_answer");
    if (!answer.ok) wish.value = "";
  };
  return (
    <>
      <Options
        field={{ ...FIELD, label: t("ask"), options: WAYS.map((way) => option(way, t(way), t(`${way}_means`))) }}
        kind="radio"
        face="picks"
        chosen={(way) => way === (wish.value || now)}
        choose={(way) => void tap(way as Where)}
      />
      <p class="small soft" role="status">
        {saved.value && !wish.value ? t("saved") : ""}
      </p>
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
    </>
  );
}

/** Before one writes under one's name: how it is now, and the way to change it. */
export function NameHere({ now, choose }: { now: Where; choose: Choose }): JSX.Element {
  return (
    <details class="naming here">
      <summary>
        <span>{t(`now_${now}`)}</span> <b>{t("change")}</b>
      </summary>
      <Ways now={now} choose={choose} />
    </details>
  );
}

/** On a page of one's own; `here`: for one session alone. */
export function Naming({ now, choose, here = false }: { now: Where; choose: Choose; here?: boolean }): JSX.Element {
  return (
    <section class="naming">
      <h2 class={here ? "label" : undefined}>{t("title")}</h2>
      <p class="soft">{t("only")}</p>
      {!here && <p class="soft">{t("all")}</p>}
      <Ways now={now} choose={choose} />
    </section>
  );
}

export const NAME = "/api/me/name";

interface Named {
  readonly naming: Own["naming"];
}

/** The same for all meetings of one's community; nothing as long as none of them asked for names. `first` is what was
 * answered. */
export function MyName({ token, first }: { token: string; first: Answer<Named> }): JSX.Element | null {
  const answer = useSignal(first);
  const named = answer.value;
  if (typeof named !== "object")
    return (
      <Missing
        what={t("failed")}
        why={named ?? ""}
        again={async () => {
          answer.value = await ask<Named>(NAME, {}, token);
        }}
      />
    );
  const choose = async (where: Where) => {
    const got = await ask<Named>(NAME, { where }, token);
    if (typeof got !== "object") return { ok: false, says: got ?? "" };
    answer.value = got;
    return { ok: true };
  };
  return named.naming ? <Naming now={named.naming} choose={choose} /> : null;
}
