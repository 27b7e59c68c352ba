import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { ask } from "./mine";
import { t } from "./words";

/** Where a phrase is typed, as people write an address. */
const HERE = `${location.host}/me`;

/** The way back for those whose phone has forgotten their link. */
export function ComeBack({ back }: { back: (token: string) => void }): JSX.Element {
  const typed = useSignal("");
  const trouble = useSignal("");
  const busy = useSignal(false);
  const come = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    if (!typed.value.trim()) {
      trouble.value = t("phrase_first");
      return;
    }
    busy.value = true;
    const got = await ask<{ token: string }>("/api/return", { phrase: typed.value.slice(0, 400) }, "");
    busy.value = false;
    if (typeof got === "object") back(got.token);
    else trouble.value = got || t("door_shut");
  };
  return (
    <form class="meeting" onSubmit={come} noValidate>
      <label class="field">
        {t("phrase_yours")}
        <input
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="go"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            trouble.value = "";
          }}
        />
        <small>{t("phrase_hint")}</small>
      </label>
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
      <button type="submit" class="btn main" aria-busy={busy.value}>
        {busy.value ? t("looking") : t("phrase_go")}
      </button>
    </form>
  );
}

/** A phrase of one's own: made when it is wished for, shown once, to be written down. */
export function Phrase({ token, has }: { token: string; has: boolean }): JSX.Element {
  const kept = useSignal(has);
  const words = useSignal("");
  const said = useSignal("");
  const trouble = useSignal("");
  const busy = useSignal(false);
  const make = async () => {
    if (busy.value) return;
    busy.value = true;
    const got = await ask<{ phrase: string }>("/api/me/phrase", {}, token);
    busy.value = false;
    said.value = "";
    trouble.value = typeof got === "object" ? "" : got || t("door_shut");
    if (typeof got !== "object") return;
    words.value = got.phrase;
    kept.value = true;
  };
  const unmake = async () => {
    const got = await ask<object>("/api/me/phrase/void", {}, token);
    trouble.value = typeof got === "object" ? "" : got || t("door_shut");
    if (typeof got !== "object") return;
    words.value = "";
    kept.value = false;
    said.value = t("phrase_void");
  };
  return (
    <section class="phrase">
      <h2>{t("phrase")}</h2>
      {words.value ? (
        <div class="meeting open" role="status">
          <p>{t("phrase_write", { where: HERE })}</p>
          <p class="words" translate={false}>
            {words.value.split(" ").map((word) => (
              <b key={word}>{word} </b>
            ))}
          </p>
          <button
            type="button"
            class="btn"
            onClick={() => {
              words.value = "";
              said.value = t("phrase_written");
            }}
          >
            {t("phrase_done")}
          </button>
        </div>
      ) : (
        <>
          <p class="soft">{t(kept.value ? "phrase_has" : "phrase_why", { where: HERE })}</p>
          <p class="small" role="status">
            {said.value}
          </p>
          {trouble.value && (
            <p class="trouble" role="alert">
              {trouble.value}
            </p>
          )}
          <p class="acts">
            <button type="button" class="btn" aria-busy={busy.value} onClick={() => void make()}>
              {busy.value ? t("looking") : t(kept.value ? "phrase_anew" : "phrase_make")}
            </button>
            {kept.value && (
              <button type="button" class="btn bare" onClick={() => void unmake()}>
                {t("phrase_unmake")}
              </button>
            )}
          </p>
        </>
      )}
    </section>
  );
}
