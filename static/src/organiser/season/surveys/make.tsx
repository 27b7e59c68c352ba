import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { To, Trouble } from "../../pieces";
import type { Listed, Surveying } from "./asks";
import { t } from "./words";

/** Choose a survey, and what it is about. One button. */
export function Make(props: {
  surveying: Surveying;
  community: string;
  listed: Listed;
  done: () => void;
}): JSX.Element {
  const { surveying, community, listed } = props;
  const { files, series } = listed;
  const sound = files.filter((one) => !one.problems.length);
  // The newest series comes first, with the survey that lies beside its scripts.
  const own = sound.find((one) => one.folder === series[0]?.folder) ?? sound[0];
  const [folder, choose] = useState(own?.folder ?? "");
  const [about, setAbout] = useState(`series/${series[0]?.id ?? ""}`);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  if (!series.length)
    return (
      <div class="stack">
        <p>{t("no_series")}</p>
        <p>
          <To class="btn main" place={{ page: "begin", id: community }}>
            {t("begin")}
          </To>
        </p>
      </div>
    );
  if (!files.length) return <p class="banner">{t("no_files")}</p>;
  const make = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const [what, id = ""] = about.split("/");
    const got = await surveying.make(community, folder, what === "series" ? { series: id } : { meeting: id });
    setBusy(false);
    setFailed(got.ok ? undefined : got);
    if (got.ok) props.done();
  };
  return (
    <form class="stack form make-survey" onSubmit={make}>
      <fieldset class="scripts">
        <legend>{t("which")}</legend>
        {files.map((one) => (
          <label
            key={one.folder}
            class={`choice ${one.folder === folder ? "chosen" : ""} ${one.problems.length ? "broken" : ""}`}
          >
            <input
              class="unseen"
              type="radio"
              name="survey"
              checked={one.folder === folder}
              disabled={one.problems.length > 0}
              onChange={() => choose(one.folder)}
            />
            <span class="card">
              <span class="row">
                <b class="name">
                  <bdi>{one.title}</bdi>
                </b>
                <span class="num soft end">{t("questions_n", { n: one.questions })}</span>
              </span>
              <span class="soft">
                <bdi>{one.purpose}</bdi>
              </span>
              {one.problems.length > 0 && (
                <span class="problems">
                  {one.problems.slice(0, 5).map((text) => (
                    <span key={text}>
                      <bdi>{text}</bdi>
                    </span>
                  ))}
                </span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <label class="field">
        {t("about")}
        <select value={about} onChange={(event) => setAbout(event.currentTarget.value)}>
          {series.map((one) => (
            <optgroup key={one.id} label={one.title}>
              <option value={`series/${one.id}`}>
                {one.title}: {t("whole")}
              </option>
              {one.meetings.map((meeting) => (
                <option key={meeting.id} value={`meeting/${meeting.id}`}>
                  {meeting.title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {failed && <Trouble what={t("fail_make")} says={failed.says} safe={t("safe")} />}
      <div class="row wrap">
        <button type="submit" class="btn main" disabled={!folder} aria-busy={busy}>
          {t(busy ? "busy" : "make")}
        </button>
      </div>
    </form>
  );
}
