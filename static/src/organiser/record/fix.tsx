import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Pen } from "../../lib/icons";
import { Hide } from "../../lib/icons-desk";
import type { Got } from "../desk";
import { Trouble, useAsked } from "../pieces";
import type { Reading } from "./line";
import type { Spot } from "./lineage";
import type { Aside, Takes } from "./takes";
import { t } from "./words";

/** Putting a line right, or taking it out of sight. Both are kept, and can be undone. */
export function Fix({ spot, reading }: { spot: Spot; reading: Reading }): JSX.Element | null {
  const { word } = spot;
  const fields = word.said.filter((one) => one.kind === "text" || one.kind === "long");
  const [doing, setDoing] = useState<"" | "fix" | "hide">("");
  const [says, setSays] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const session = reading.index.tree.sessions[String(spot.session)]?.id;
  if (!session || !spot.part) return null;
  const after = async (got: Got<object>, told: string) => {
    setBusy(false);
    setFailed(got.ok ? undefined : got);
    if (got.ok) {
      setDoing("");
      reading.changed(told);
    }
  };
  const keep = async () => {
    setBusy(true);
    let got: Got<object> = { ok: true, value: {} };
    for (const { field, text } of fields) {
      const now = says[field] ?? text;
      if (got.ok && now.trim() !== text.trim())
        got = await reading.takes.reword(session, word.ref, field, text, now.trim());
    }
    await after(got, t("fixed", { ref: word.ref }));
  };
  const hide = async () => {
    setBusy(true);
    const was = fields.length === 1 ? (fields[0]?.text ?? spot.text) : spot.text;
    await after(await reading.takes.hide(session, word.ref, was), t("hidden_done", { ref: word.ref }));
  };
  if (!doing)
    return (
      <p class="row">
        {fields.length > 0 && (
          <button type="button" class="btn" onClick={() => setDoing("fix")}>
            <Pen />
            {t("fix")}
          </button>
        )}
        <button type="button" class="btn bare" onClick={() => setDoing("hide")}>
          <Hide />
          {t("hide")}
        </button>
      </p>
    );
  return (
    <form
      class="fix stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void (doing === "fix" ? keep() : hide());
      }}
    >
      {doing === "fix" ? (
        <>
          {fields.map(({ field, label, text }, at) => (
            <label key={field} class="field">
              {fields.length > 1 && label ? label : t("fix_label")}
              <textarea
                rows={3}
                dir="auto"
                // biome-ignore lint/a11y/noAutofocus: it was just asked for
                autoFocus={at === 0}
                value={says[field] ?? text}
                onInput={(event) => setSays({ ...says, [field]: event.currentTarget.value })}
              />
            </label>
          ))}
          <p class="small soft">{t("fix_text")}</p>
        </>
      ) : (
        <p>
          <b>{t("hide_sure")}</b> <span class="soft">{t("hide_text")}</span>
        </p>
      )}
      {failed && <Trouble what={t("fail_fix")} says={failed.says} safe={t("safe_fix")} />}
      <p class="row">
        <button type="submit" class="btn main" aria-busy={busy}>
          {t(doing === "fix" ? "fix_keep" : "hide_yes")}
        </button>
        <button type="button" class="btn" onClick={() => setDoing("")}>
          {t("cancel")}
        </button>
      </p>
    </form>
  );
}

/** What the host took out of sight in one session, to be brought back. */
export function Hidden(props: {
  takes: Takes;
  session: string;
  turn: number;
  changed: Reading["changed"];
}): JSX.Element | null {
  const { takes, session, turn, changed } = props;
  const { value } = useAsked(() => takes.aside(session), `${session} ${turn}`);
  const [failed, setFailed] = useState<{ says: string }>();
  if (!value?.lines.length) return null;
  const back = async (line: Aside) => {
    const got = await takes.show(session, line.ref, line.text);
    setFailed(got.ok ? undefined : got);
    if (got.ok) changed(t("shown_done", { ref: line.ref }));
  };
  return (
    <section class="hidden-lines">
      <h4>{t("hidden")}</h4>
      <ul class="lines">
        {value.lines.map((line) => (
          <li key={line.ref} class="line row">
            <span class="grow">
              <bdi class="serif was">{line.text}</bdi>{" "}
              <small class="soft num">
                {line.place}, {line.ref}
              </small>
            </span>
            <button type="button" class="btn" onClick={() => void back(line)}>
              {t("bring_back")}
            </button>
          </li>
        ))}
      </ul>
      {failed && <Trouble what={t("fail_fix")} says={failed.says} safe={t("safe")} />}
    </section>
  );
}
