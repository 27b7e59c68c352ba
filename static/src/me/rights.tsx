import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { wordsOf } from "../lib/words";
import type { Answer } from "./answers";
import { ask } from "./mine";
import words from "./rights.json";
import { howLong } from "./staying";
import "./rights.css";

const t = wordsOf(words);

export const KEPT = "/api/me/kept";

/** How much one wrote, and how long it stays: days after the last meeting of a series, null for no end. */
interface Kept {
  readonly sessions: number;
  readonly lines: number;
  readonly days: number | null;
}

/** A person of many sessions waits a little; a large house that is cleaned, longer. */
const PATIENCE_MS = 60_000;

/** One's own words: what becomes of them, taking them away, and being erased; `here`: in one session alone. `first` is
 * what was answered; without it they are told nothing of how much they wrote, and may do all the same. */
export function Rights({
  token,
  first,
  gone,
  here = false,
}: {
  token: string;
  first: Answer<Kept>;
  gone: () => void;
  here?: boolean;
}): JSX.Element {
  const kept = typeof first === "object" ? first : null;
  const asking = useSignal(false);
  const busy = useSignal(false);
  const said = useSignal("");
  const trouble = useSignal("");
  const take = async (form: "html" | "pdf" | "json") => {
    if (busy.value) return;
    busy.value = true;
    const name = await download(`/api/me/words.${form}`, token);
    busy.value = false;
    said.value = name && t("taken", { name });
    trouble.value = name ? "" : t("no_answer");
  };
  const erase = async () => {
    if (busy.value) return;
    busy.value = true;
    const got = await ask<object>("/api/me/erase", { sure: true }, token, PATIENCE_MS);
    busy.value = false;
    if (typeof got === "object") gone();
    else trouble.value = got || t("no_answer");
  };
  return (
    <section class="rights">
      <h2 class={here ? "label" : undefined}>{t("title")}</h2>
      {kept && (
        <p>
          {kept.lines
            ? t("wrote", { n: kept.lines, sessions: t("sessions", { n: kept.sessions }) })
            : t("wrote_nothing")}
        </p>
      )}
      <details>
        <summary>{t("what")}</summary>
        <ul>
          <li>{t("what_kept")}</li>
          <li>{t("what_reads")}</li>
          {!here && <li>{t("what_list")}</li>}
          {kept && <li>{howLong(kept.days)}</li>}
          <li>{t("what_yours")}</li>
        </ul>
      </details>
      {asking.value ? (
        <div class={here ? "card" : "meeting open"} role="alertdialog" aria-labelledby="erase-me">
          <h3 id="erase-me">{t("erase_title")}</h3>
          <p>{t(here ? "erase_goes_here" : "erase_goes")}</p>
          <p>{t("erase_stays")}</p>
          <p>{t("erase_safe")}</p>
          {trouble.value && (
            <p class="trouble" role="alert">
              {trouble.value}
            </p>
          )}
          <p class="acts">
            <button type="button" class="btn main" aria-busy={busy.value} onClick={() => void erase()}>
              {busy.value ? t("busy") : t("erase_now")}
            </button>
            <button
              type="button"
              class="btn"
              onClick={() => {
                asking.value = false;
                trouble.value = "";
              }}
            >
              {t("erase_not")}
            </button>
          </p>
        </div>
      ) : (
        <>
          <p class="acts">
            <button type="button" class="btn" aria-busy={busy.value} onClick={() => void take("html")}>
              {t("take")}
            </button>
            <button type="button" class="btn bare" onClick={() => void take("pdf")}>
              {t("take_pdf")}
            </button>
            <button type="button" class="btn bare" onClick={() => void take("json")}>
              {t("take_data")}
            </button>
            <button
              type="button"
              class="btn bare"
              onClick={() => {
                asking.value = true;
                said.value = trouble.value = "";
              }}
            >
              {t("erase")}
            </button>
          </p>
          <p class="small" role="status">
            {said.value}
          </p>
          {trouble.value && (
            <p class="trouble" role="alert">
              {trouble.value}
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** What stands in place of the page once one is erased. */
export function Gone(): JSX.Element {
  return (
    <>
      <h1 class="ask">{t("gone_title")}</h1>
      <p>{t("gone")}</p>
    </>
  );
}

/** Hands a file of the server's to the browser's downloads; its name, or nothing where that failed. */
async function download(path: string, token: string): Promise<string> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: "{}",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout?.(PATIENCE_MS) ?? null,
    });
    const name = /"([\w.-]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
    if (!response.ok || !name) return "";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE_MS);
    return name;
  } catch {
    return "";
  }
}
