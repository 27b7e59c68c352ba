import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Down } from "../lib/icons-late";
import { can } from "./account/me";
import type { Desk, Row } from "./desk";
import { Trouble } from "./pieces";
import { save } from "./season/files";
import { type People, Season } from "./season/season";
import { t } from "./words";

const HANDOUTS = ["runsheet", "cards", "badges", "paper"] as const;
type Handout = (typeof HANDOUTS)[number];
const USUAL = 25;
const MOST = 300;

/** What is printed before a session: with no more said, for those who are here or 25, at the meeting's time and place. */
export function Printing({ desk, row, community }: { desk: Desk; row: Row; community: string }): JSX.Element {
  const season = new Season(desk);
  const [busy, setBusy] = useState<Handout | "names" | "">("");
  const [saved, setSaved] = useState("");
  const [failed, setFailed] = useState<{ says: string }>();
  const [people, setPeople] = useState(row.people || USUAL);
  const [begins, setBegins] = useState("");
  const [where, setWhere] = useState("");
  const [names, setNames] = useState("");
  const [sheet, setSheet] = useState(8);
  const listed = names
    .split("\n")
    .map((one) => one.trim())
    .filter(Boolean)
    .slice(0, MOST);
  const take = async (handout: Handout) => {
    setBusy(handout);
    setFailed(undefined);
    const path = `/api/organise/sessions/${encodeURIComponent(row.id)}/print/${handout}`;
    const got = await season.file(path, { people, begins, where, names: listed, a_sheet: sheet });
    setBusy("");
    setFailed(got.ok ? undefined : got);
    if (!got.ok) return;
    save(got.value);
    setSaved(got.value.name);
  };
  const bring = async () => {
    setBusy("names");
    const got = await season.people(community);
    setBusy("");
    setFailed(got.ok ? undefined : got);
    if (got.ok) setNames(namesOf(got.value));
  };
  return (
    <section class="printing">
      <h2>{t("before")}</h2>
      <p class="soft">{t("before_text")}</p>
      <ul class="prints">
        {HANDOUTS.map((handout) => (
          <li key={handout}>
            <button
              type="button"
              class="btn"
              aria-busy={busy === handout}
              aria-describedby={`print-${handout}`}
              onClick={() => busy || void take(handout)}
            >
              <Down />
              {busy === handout ? t("making_file") : t(`print_${handout}`)}
            </button>
            <span class="small soft" id={`print-${handout}`}>
              {t(`print_${handout}_text`)}
            </span>
          </li>
        ))}
      </ul>
      <p class="small soft said" role="status">
        {saved && !failed && t("saved_as", { name: saved })}
      </p>
      {failed && <Trouble what={t("fail_print")} says={failed.says} safe={t("safe")} />}
      <details>
        <summary>{t("print_more")}</summary>
        <div class="stack">
          <label class="field">
            {t("print_people")}
            <input
              type="number"
              min={1}
              max={1000}
              value={people}
              onInput={(event) =>
                setPeople(Math.min(1000, Math.max(1, Math.round(event.currentTarget.valueAsNumber) || USUAL)))
              }
            />
          </label>
          <label class="field">
            {t("print_begins")}
            <input type="datetime-local" value={begins} onInput={(event) => setBegins(event.currentTarget.value)} />
            <small>{t("print_begins_hint")}</small>
          </label>
          <label class="field">
            {t("print_where")}
            <input maxLength={300} value={where} onInput={(event) => setWhere(event.currentTarget.value)} />
          </label>
          <label class="field">
            {t("print_names")}
            <textarea rows={5} dir="auto" value={names} onInput={(event) => setNames(event.currentTarget.value)} />
            <small>{t("print_names_hint")}</small>
          </label>
          {community && can("people") && (
            <p>
              <button type="button" class="btn" aria-busy={busy === "names"} onClick={() => busy || void bring()}>
                {t("print_bring")}
              </button>
            </p>
          )}
          <fieldset class="row">
            <legend>{t("print_sheet")}</legend>
            {[8, 10].map((n) => (
              <label class="check" key={n}>
                <input type="radio" name="a-sheet" checked={sheet === n} onChange={() => setSheet(n)} />
                {t("print_sheet_n", { n })}
              </label>
            ))}
          </fieldset>
        </div>
      </details>
    </section>
  );
}

function namesOf({ people }: People): string {
  return people
    .filter((one) => !one.gone)
    .map((one) => one.name)
    .join("\n");
}
