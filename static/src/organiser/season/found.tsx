import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { To, Trouble } from "../pieces";
import { go } from "../place";
import type { Season } from "./season";
import { t } from "./words";

/** A name, a purpose, one button. */
export function Found({ season }: { season: Season }): JSX.Element {
  return (
    <main class="home slim">
      <div class="title">
        <h1 class="ask">{t("found_title")}</h1>
      </div>
      <p class="lead soft">{t("found_text")}</p>
      <Naming
        name=""
        purpose=""
        label={t("found_now")}
        failing={t("fail_found")}
        keep={async (name, purpose) => {
          const made = await season.found(name, purpose);
          if (made.ok) go({ page: "community", id: made.value.id });
          return made;
        }}
      >
        <To class="btn bare" place={{ page: "home" }}>
          {t("back_home")}
        </To>
      </Naming>
    </main>
  );
}

/** What a community is called and what for, to be made or changed. */
export function Naming(props: {
  name: string;
  purpose: string;
  label: string;
  failing: string;
  keep: (name: string, purpose: string) => Promise<{ ok: true } | { ok: false; says: string }>;
  children?: JSX.Element;
}): JSX.Element {
  const [name, setName] = useState(props.name);
  const [purpose, setPurpose] = useState(props.purpose);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const keep = async (event: Event) => {
    event.preventDefault();
    if (busy || !name.trim()) return;
    setBusy(true);
    const done = await props.keep(name.trim(), purpose.trim());
    setBusy(false);
    setFailed(done.ok ? undefined : done);
  };
  return (
    <form class="stack form" onSubmit={keep}>
      <label class="field">
        {t("name")}
        <input value={name} maxLength={120} required onInput={(event) => setName(event.currentTarget.value)} />
        <small>{t("name_hint")}</small>
      </label>
      <label class="field">
        <span>
          {t("purpose")} <span class="optional soft">{t("optional")}</span>
        </span>
        <input value={purpose} maxLength={500} onInput={(event) => setPurpose(event.currentTarget.value)} />
      </label>
      {failed && <Trouble what={props.failing} says={failed.says} safe={t("safe_form")} />}
      <div class="row wrap">
        <button type="submit" class="btn main" disabled={!name.trim()} aria-busy={busy}>
          {busy ? t("busy") : props.label}
        </button>
        {props.children}
      </div>
    </form>
  );
}
