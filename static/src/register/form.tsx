import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { FIELD, option } from "../lib/blank";
import { Choice } from "../lib/fields";
import { type About, ask, type Told, type Words } from "./asking";
import { draftOf, dropDraft, keepDraft } from "./kept";
import { t } from "./words";

/** The form. What is written stays when the page is loaded anew, and when nobody answers. */
export function Form({
  about,
  more,
  done,
}: {
  about: About;
  more: boolean;
  done: (key: string, told: Told) => void;
}): JSX.Element {
  const draft = useSignal(draftOf(about.id));
  const trouble = useSignal("");
  const busy = useSignal(false);
  const { words } = draft.value;
  const set = <K extends keyof Words>(name: K, to: Words[K]) => {
    draft.value = { ...draft.value, words: { ...draft.value.words, [name]: to } };
    keepDraft(about.id, draft.value);
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const missing = !words.name.trim() ? "name_first" : !words.agreed ? "agree_first" : "";
    trouble.value = missing && t(missing);
    if (missing) {
      document.getElementById(missing === "name_first" ? "register-name" : "register-agreed")?.focus();
      return;
    }
    busy.value = true;
    const { key } = draft.value;
    const got = await ask("take", { page: about.id, key, ...words, contact: words.contact && words.email !== "" });
    busy.value = false;
    if ("page" in got) {
      dropDraft(about.id);
      done(key, got);
      return;
    }
    trouble.value = got.says ? `${got.says} ${t("kept")}` : t("nobody_kept");
  };
  const line = (name: "organisation" | "place" | "role", autocomplete: string) => (
    <label class="field">
      <span>
        {t(`ask_${name}`)} <span class="optional soft">{t("optional")}</span>
      </span>
      <input
        dir="auto"
        autocomplete={autocomplete}
        maxLength={120}
        value={words[name]}
        onInput={(event) => set(name, event.currentTarget.value)}
      />
    </label>
  );
  return (
    <form class="form" onSubmit={send} noValidate aria-label={t(`do_${about.becomes}`)}>
      <h2>{t(more ? "form_more" : `form_${about.becomes}`)}</h2>
      {about.becomes !== "in" && <p>{t(`explain_${about.becomes}`)}</p>}
      <label class="field">
        {t("name")}
        <input
          id="register-name"
          dir="auto"
          autocomplete="name"
          maxLength={60}
          required
          value={words.name}
          onInput={(event) => set("name", event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>
          {t("email")} <span class="optional soft">{t("optional")}</span>
        </span>
        <input
          type="email"
          inputMode="email"
          autocomplete="email"
          maxLength={254}
          value={words.email}
          onInput={(event) => set("email", event.currentTarget.value.trim())}
        />
        <small>{t(about.mail ? "email_hint" : "email_hint_no_mail")}</small>
      </label>
      {about.asks.includes("role") &&
        (about.roles.length ? (
          <Choice
            field={{ ...FIELD, label: t("ask_role"), options: about.roles.map((text) => option(text, text)) }}
            value={words.role}
            set={(value) => set("role", String(value))}
          />
        ) : (
          line("role", "organization-title")
        ))}
      {about.asks.includes("organisation") && line("organisation", "organization")}
      {about.asks.includes("place") && line("place", "address-level2")}
      {words.email && (
        <label class="tick">
          <input
            type="checkbox"
            checked={words.contact}
            onChange={(event) => set("contact", event.currentTarget.checked)}
          />
          <span>{t("contact")}</span>
        </label>
      )}
      <details class="fold">
        <summary>{t("kept_title")}</summary>
        <div class="stack">
          <p>{t("kept_who", { community: about.community })}</p>
          <p>{t("kept_in")}</p>
          <p>{t("kept_waiting")}</p>
        </div>
      </details>
      <label class="tick">
        <input
          id="register-agreed"
          type="checkbox"
          required
          checked={words.agreed}
          onChange={(event) => set("agreed", event.currentTarget.checked)}
        />
        <span>{t("agree", { community: about.community })}</span>
      </label>
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
      <button type="submit" class="btn main" aria-busy={busy.value}>
        {t(busy.value ? "sending" : `do_${about.becomes}`)}
      </button>
    </form>
  );
}
