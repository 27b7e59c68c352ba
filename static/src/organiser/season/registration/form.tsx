import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Got } from "../../desk";
import { Trouble } from "../../pieces";
import { UNKNOWN, WhenFields } from "../dating";
import type { When } from "../season";
import { Sheet } from "../sheet";
import { ASKS, type Page, type Said, type Series } from "./asking";
import { t } from "./words";

const NEW: Said = {
  title: "",
  about: "",
  series: "",
  meeting: "",
  opens: "now",
  opens_on: UNKNOWN,
  closes_on: UNKNOWN,
  capacity: null,
  asks: ["role"],
  roles: [],
};

/** A page to register on, new or to be changed. */
export function PageSheet(props: {
  series: readonly Series[];
  page: Page | undefined;
  keep: (said: Said) => Promise<Got<object>>;
  drop?: () => void;
  shut: () => void;
}): JSX.Element {
  const { page, series } = props;
  const [said, setSaid] = useState<Said>(page ? saidOf(page) : NEW);
  const [roles, setRoles] = useState(said.roles.join("\n"));
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const set = <K extends keyof Said>(name: K, to: Said[K]) => setSaid({ ...said, [name]: to });
  // One page has one zone: that of its place.
  const dated = (name: "opens_on" | "closes_on", to: When) =>
    setSaid({
      ...said,
      opens_on: { ...said.opens_on, zone: to.zone },
      closes_on: { ...said.closes_on, zone: to.zone },
      [name]: to,
    });
  const keep = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const lines = roles.split("\n").map((one) => one.trim());
    const kept = await props.keep({ ...said, title: said.title.trim(), roles: lines.filter(Boolean) });
    setBusy(false);
    setFailed(kept.ok ? undefined : kept);
  };
  const what = said.meeting ? `m ${said.meeting}` : said.series ? `s ${said.series}` : "";
  return (
    <Sheet title={t(page ? "change" : "make")} shut={props.shut}>
      <form class="stack form" onSubmit={keep}>
        <label class="field">
          {t("what")}
          <select
            value={what}
            onChange={(event) => {
              const [kind, id = ""] = event.currentTarget.value.split(" ");
              const called = event.currentTarget.selectedOptions[0]?.textContent ?? "";
              const title = said.title || (id ? called.trim() : "");
              setSaid({ ...said, title, series: kind === "s" ? id : "", meeting: kind === "m" ? id : "" });
            }}
          >
            <option value="">{t("what_community")}</option>
            {series.map((one) => (
              <optgroup key={one.id} label={one.title}>
                <option value={`s ${one.id}`}>{t("what_series", { title: one.title })}</option>
                {one.meetings.map((meeting) => (
                  <option key={meeting.id} value={`m ${meeting.id}`}>
                    {meeting.title}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label class="field">
          {t("title")}
          <input
            value={said.title}
            maxLength={120}
            required
            onInput={(event) => set("title", event.currentTarget.value)}
          />
        </label>
        <label class="field">
          {t("about")}
          <textarea
            value={said.about}
            maxLength={2000}
            rows={4}
            onInput={(event) => set("about", event.currentTarget.value)}
          />
          <small>{t("about_hint")}</small>
        </label>
        <fieldset>
          <legend>{t("opens")}</legend>
          {(["now", "on", "not_yet"] as const).map((how) => (
            <label key={how} class="check">
              <input type="radio" name="opens" checked={said.opens === how} onChange={() => set("opens", how)} />
              {t(`opens_${how}`)}
            </label>
          ))}
        </fieldset>
        {said.opens === "on" && (
          <WhenFields when={said.opens_on} set={(to) => dated("opens_on", to)} label={t("opens_day")} time={t("at")} />
        )}
        <WhenFields when={said.closes_on} set={(to) => dated("closes_on", to)} label={t("closes_day")} time={t("at")} />
        <label class="field">
          {t("capacity")}
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={20_000}
            value={said.capacity ?? ""}
            onInput={(event) => set("capacity", Number.parseInt(event.currentTarget.value, 10) || null)}
          />
          <small>{t("capacity_hint")}</small>
        </label>
        <fieldset>
          <legend>{t("asks")}</legend>
          {ASKS.map((name) => (
            <label key={name} class="check">
              <input
                type="checkbox"
                checked={said.asks.includes(name)}
                onChange={(event) =>
                  set(
                    "asks",
                    event.currentTarget.checked ? [...said.asks, name] : said.asks.filter((one) => one !== name),
                  )
                }
              />
              {t(`asks_${name}`)}
            </label>
          ))}
        </fieldset>
        {said.asks.includes("role") && (
          <label class="field">
            {t("roles")}
            <textarea value={roles} rows={3} onInput={(event) => setRoles(event.currentTarget.value)} />
            <small>{t("roles_hint")}</small>
          </label>
        )}
        {failed && <Trouble what={t("fail_keep")} says={failed.says} safe={t("safe_form")} />}
        <div class="row wrap">
          <button type="submit" class="btn main" aria-busy={busy}>
            {t(busy ? "busy" : page ? "keep" : "make_now")}
          </button>
          <button type="button" class="btn bare" onClick={props.shut}>
            {t("cancel")}
          </button>
        </div>
        {props.drop && (
          <div class="parting">
            <p class="small soft">{t("drop_text")}</p>
            <button type="button" class="btn" onClick={props.drop}>
              {t("drop")}
            </button>
          </div>
        )}
      </form>
    </Sheet>
  );
}

function saidOf(page: Page): Said {
  const { title, about, series, meeting, capacity, asks, roles, opens, closes } = page;
  const how = !page.is_dated ? "not_yet" : page.stand === "before" ? "on" : "now";
  const zone = closes.zone;
  const on = (when: When): When => (when.day ? when : { ...UNKNOWN, zone });
  return {
    title,
    about,
    series,
    meeting,
    capacity,
    asks,
    roles,
    opens: how,
    opens_on: how === "on" ? on(opens) : { ...UNKNOWN, zone },
    closes_on: on(closes),
  };
}
