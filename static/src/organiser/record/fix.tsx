import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Pen } from "../../lib/icons";
import { Hide } from "../../lib/icons-desk";
import type { Got } from "../desk";
import { Trouble, useAsked } from "../pieces";
import type { Reading } from "./line";
import type { Spot } from "./lineage";
import type { Aside, Takes } from "./takes";
import { t } from "./words";

type Doing = "" | "fix" | "hide";
/** What the server says where somebody else was quicker. */
const MEANWHILE = "not_now";

/** Putting a line right, or taking it out of sight. Both are kept, and can be undone. */
export function Fix({ spot, reading }: { spot: Spot; reading: Reading }): JSX.Element | null {
  const { word } = spot;
  const fields = word.said.filter((one) => one.kind === "text" || one.kind === "long");
  const [doing, setDoing] = useState<Doing>("");
  const [says, setSays] = useState<Readonly<Record<string, string>>>({});
  const [seen, setSeen] = useState(spot.text);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (doing) form.current?.querySelector<HTMLElement>("textarea, button")?.focus();
  }, [doing]);
  useEffect(() => {
    if (failed) form.current?.scrollIntoView({ block: "nearest" });
  }, [failed]);
  const session = reading.index.tree.sessions[String(spot.session)]?.id;
  if (!session || !spot.part) return null;
  const begin = (what: Doing) => {
    setSeen(spot.text);
    setFailed(undefined);
    setDoing(what);
  };
  /** Whoever works with the keyboard stands at the line again. */
  const end = () => {
    const line = form.current?.closest<HTMLElement>(".line");
    setDoing("");
    line?.focus({ preventScroll: true });
  };
  const keep = async () => {
    let got: Got<object> = { ok: true, value: {} };
    let kept = 0;
    for (const { field, text } of fields) {
      const now = (says[field] ?? text).trim();
      if (!got.ok || now === text.trim()) continue;
      got = await reading.takes.reword(session, word.ref, field, text, now);
      kept += got.ok ? 1 : 0;
    }
    if (got.ok) {
      if (kept) await reading.changed(t("fixed", { ref: word.ref }));
      setSays({});
      end();
    } else if (kept || got.code === MEANWHILE) await reading.changed("");
    return got;
  };
  const hide = async () => {
    const got = await reading.takes.hide(session, word.ref, spot.text);
    if (got.ok) {
      const next = form.current?.closest(".line")?.nextElementSibling;
      await reading.changed(t("hidden_done", { ref: word.ref }), () =>
        reading.takes.show(session, word.ref, spot.text),
      );
      const there = next instanceof HTMLElement && next.isConnected ? next : document.getElementById("sought");
      there?.focus({ preventScroll: true });
    } else if (got.code === MEANWHILE) await reading.changed("");
    return got;
  };
  const send = async () => {
    setBusy(true);
    setFailed(undefined);
    const got = await (doing === "fix" ? keep() : hide());
    setBusy(false);
    setFailed(got.ok ? undefined : got);
  };
  if (!doing)
    return (
      <p class="row">
        {fields.length > 0 && (
          <button type="button" class="btn" onClick={() => begin("fix")}>
            <Pen />
            {t("fix")}
          </button>
        )}
        <button type="button" class="btn bare" onClick={() => begin("hide")}>
          <Hide />
          {t("hide")}
        </button>
      </p>
    );
  return (
    <form
      ref={form}
      class="fix stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void send();
      }}
      onKeyDown={(event) => event.key === "Escape" && !event.isComposing && !busy && end()}
    >
      {doing === "fix" ? (
        <>
          {fields.map(({ field, label, text }) => (
            <label key={field} class="field">
              {fields.length > 1 && label ? label : t("fix_label")}
              <textarea
                rows={3}
                dir="auto"
                readOnly={busy}
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
      {failed && <Trouble what={t("fail_fix")} says={failed.says} safe={doing === "fix" ? t("safe_fix") : ""} />}
      {seen !== spot.text && (
        <p>
          {t("says_now")} <bdi class="serif">{spot.text}</bdi>
        </p>
      )}
      <p class="row">
        <button type="submit" class="btn main" aria-busy={busy}>
          {t(doing === "fix" ? "fix_keep" : "hide_yes")}
        </button>
        <button type="button" class="btn" onClick={end}>
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
    if (got.ok) await changed(t("shown_done", { ref: line.ref }));
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
