import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { To, Trouble, useAsked } from "../pieces";
import { go } from "../place";
import { UNKNOWN, WhenFields } from "./dating";
import type { Folder, Season, When } from "./season";
import { t } from "./words";

const USUAL_DAYS = 14;

/** Choose a series; dates can wait. One button. */
export function Begin({ season, id }: { season: Season; id: string }): JSX.Element {
  const { value, failed, again } = useAsked(() => season.folders(), id);
  const [chosen, choose] = useState("");
  const folders = value?.folders ?? [];
  const sound = folders.filter((one) => !broken(one));
  const now = sound.find((one) => one.name === chosen) ?? sound[0];
  return (
    <main class="home make">
      <div class="title">
        <h1 class="ask">{t("begin_title")}</h1>
        <p>{t("begin_text")}</p>
      </div>
      {failed && !value && <Trouble what={t("fail_look")} says={failed.says} safe={t("safe")} again={again} />}
      {!value && !failed && (
        <p class="soft" role="status">
          {t("loading")}
        </p>
      )}
      {value && folders.length === 0 && <p class="banner">{t("no_folders")}</p>}
      {folders.length > 0 && (
        <div class="below">
          <fieldset class="scripts">
            <legend>{t("which")}</legend>
            {folders.map((one) => (
              <Choice key={one.name} folder={one} chosen={one === now} choose={() => choose(one.name)} />
            ))}
          </fieldset>
          {now && <Beginning key={now.name} season={season} community={id} folder={now} />}
        </div>
      )}
    </main>
  );
}

const broken = (folder: Folder) => folder.meetings.some((sheet) => sheet.problems.length > 0);

function Choice({ folder, chosen, choose }: { folder: Folder; chosen: boolean; choose: () => void }): JSX.Element {
  const wrong = broken(folder);
  return (
    <label class={`choice ${chosen ? "chosen" : ""} ${wrong ? "broken" : ""}`}>
      <input class="unseen" type="radio" name="folder" checked={chosen} disabled={wrong} onChange={choose} />
      <span class="card">
        <span class="row">
          <b class="name">
            <bdi>{folder.title}</bdi>
          </b>
          <span class="num soft end">{t("meetings_n", { n: folder.meetings.length })}</span>
        </span>
        <span class="sheets">
          {folder.meetings.map((sheet, at) => (
            <span key={sheet.script}>
              <span class="num soft">{at + 1}</span> <bdi>{sheet.called}</bdi>{" "}
              <span class="num soft">{t("min", { n: sheet.minutes })}</span>
            </span>
          ))}
        </span>
        {wrong && (
          <span class="problems">
            {folder.meetings
              .flatMap((sheet) => sheet.problems)
              .slice(0, 5)
              .map((text) => (
                <span key={text}>
                  <bdi>{text}</bdi>
                </span>
              ))}
          </span>
        )}
      </span>
    </label>
  );
}

function Beginning({ season, community, folder }: { season: Season; community: string; folder: Folder }): JSX.Element {
  const [title, setTitle] = useState(folder.title);
  const [when, setWhen] = useState<When>(UNKNOWN);
  const [every, setEvery] = useState(USUAL_DAYS);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const begin = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const begun = await season.begin(community, {
      folder: folder.name,
      title: title.trim(),
      every_days: every,
      ...when,
    });
    setBusy(false);
    setFailed(begun.ok ? undefined : begun);
    if (begun.ok) go({ page: "community", id: community });
  };
  return (
    <form class="card soon" onSubmit={begin}>
      <h2>
        <bdi>{title || folder.title}</bdi>
      </h2>
      <label class="field">
        {t("title")}
        <input value={title} maxLength={120} required onInput={(event) => setTitle(event.currentTarget.value)} />
      </label>
      <WhenFields when={when} set={setWhen} label={t("first_day")}>
        <label class="field">
          {t("every")}
          <input
            type="number"
            min={1}
            max={400}
            value={every}
            onInput={(event) =>
              setEvery(Math.min(400, Math.max(1, Math.round(Number(event.currentTarget.value)) || 1)))
            }
          />
        </label>
      </WhenFields>
      {failed && <Trouble what={t("fail_begin")} says={failed.says} safe={t("safe_form")} />}
      <button type="submit" class="btn main" disabled={!title.trim()} aria-busy={busy}>
        {busy ? t("busy") : t("begin_now")}
      </button>
      <To class="btn bare" place={{ page: "community", id: community }}>
        {t("back_home")}
      </To>
    </form>
  );
}
