import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { Trouble } from "../pieces";
import type { Meeting, Season, When } from "./season";
import { Sheet } from "./sheet";
import { HERE, t, zones } from "./words";

/** A day, a time on the wall, and whose wall. */
export function WhenFields(props: {
  when: When;
  set: (when: When) => void;
  label: string;
  time?: string;
  children?: JSX.Element;
}): JSX.Element {
  const list = useId();
  const { when, set } = props;
  return (
    <>
      <div class="pair">
        <label class="field">
          {props.label}
          <input type="date" value={when.day} onInput={(event) => set({ ...when, day: event.currentTarget.value })} />
          <small>{t("later_hint")}</small>
        </label>
        <label class="field">
          {props.time ?? t("time")}
          <input
            type="time"
            value={when.time}
            required={when.day !== ""}
            onInput={(event) => set({ ...when, time: event.currentTarget.value })}
          />
        </label>
      </div>
      <div class="pair">
        {props.children}
        <label class="field">
          {t("zone")}
          <input
            list={list}
            value={when.zone}
            required={when.day !== ""}
            onInput={(event) => set({ ...when, zone: event.currentTarget.value.trim() })}
          />
        </label>
      </div>
      <datalist id={list}>
        {zones().map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

export const UNKNOWN: When = { day: "", time: "10:00", zone: HERE };

/** When and where a meeting is, and what it is called. */
export function Dating(props: { season: Season; meeting: Meeting; shut: (kept: boolean) => void }): JSX.Element {
  const { season, meeting, shut } = props;
  const [title, setTitle] = useState(meeting.title);
  const [place, setPlace] = useState(meeting.at);
  const [when, setWhen] = useState<When>(meeting.day ? meeting : UNKNOWN);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const keep = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const { day, time, zone } = when;
    const kept = await season.change(meeting.id, { title: title.trim(), place: place.trim(), day, time, zone });
    setBusy(false);
    setFailed(kept.ok ? undefined : kept);
    if (kept.ok) shut(true);
  };
  return (
    <Sheet title={t("meeting_title", { n: meeting.position })} shut={() => shut(false)}>
      <form class="stack form" onSubmit={keep}>
        <label class="field">
          {t("title")}
          <input value={title} maxLength={120} required onInput={(event) => setTitle(event.currentTarget.value)} />
        </label>
        <WhenFields when={when} set={setWhen} label={t("day")} />
        <label class="field">
          {t("place")}
          <input value={place} maxLength={120} onInput={(event) => setPlace(event.currentTarget.value)} />
          <small>{t("place_hint")}</small>
        </label>
        {failed && <Trouble what={t("fail_keep")} says={failed.says} safe={t("safe_form")} />}
        <div class="row wrap">
          <button type="submit" class="btn main" aria-busy={busy}>
            {busy ? t("busy") : t("keep")}
          </button>
          <button type="button" class="btn bare" onClick={() => shut(false)}>
            {t("cancel")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
