import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Desk, Home, Script } from "./desk";
import { problem } from "./desk";
import { Bar, To, Trouble, useAsked } from "./pieces";
import { go } from "./place";
import { t } from "./words";

/** Make a session: choose a script, give it a name. One button. */
export function Make({ desk, script }: { desk: Desk; script: string }): JSX.Element {
  const { value, failed, again } = useAsked<Home>(() => desk.home(), "make");
  const [chosen, choose] = useState(script);
  const scripts = value?.scripts ?? [];
  const sound = scripts.filter((one) => one.problems.length === 0);
  const now = sound.find((one) => one.name === chosen) ?? sound[0];
  return (
    <main class="home make">
      <div class="title">
        <h1 class="ask">{t("make_title")}</h1>
        <p>{t("make_text")}</p>
      </div>
      {failed && !value && <Trouble what={t("fail_home")} says={failed.says} safe={t("safe")} again={again} />}
      {value && scripts.length === 0 && <p class="banner">{t("no_scripts")}</p>}
      {value && scripts.length > 0 && (
        <div class="below">
          <fieldset class="scripts">
            <legend>{t("choose")}</legend>
            {scripts.map((one) => (
              <Choice key={one.name} script={one} chosen={one === now} choose={() => choose(one.name)} />
            ))}
          </fieldset>
          {now && <Naming key={now.name} desk={desk} script={now} />}
        </div>
      )}
    </main>
  );
}

function Choice({ script, chosen, choose }: { script: Script; chosen: boolean; choose: () => void }): JSX.Element {
  const broken = script.problems.length > 0;
  return (
    <label class={`choice ${chosen ? "chosen" : ""} ${broken ? "broken" : ""}`}>
      <input
        class="unseen"
        type="radio"
        name="script"
        value={script.name}
        checked={chosen}
        disabled={broken}
        onChange={choose}
      />
      <span class="card">
        <span class="row">
          <b class="name">
            <bdi>{script.title || script.name}</bdi>
          </b>
          {broken ? (
            <span class="badge call end">{t("problems", { n: script.problems.length })}</span>
          ) : (
            <span class="num soft end">{t("min", { n: script.minutes })}</span>
          )}
        </span>
        {(script.purpose || script.subtitle) && (
          <span class="soft">
            <bdi>{script.purpose || script.subtitle}</bdi>
          </span>
        )}
        <Bar items={script.items} />
        {!broken && (
          <span class="small soft items">
            {script.items
              .filter((item) => item.minutes > 0)
              .map((item, at) => (
                <span key={`${at}`}>
                  <bdi>{item.title}</bdi> <span class="num">{item.minutes}</span>
                </span>
              ))}
          </span>
        )}
        {broken && (
          <>
            <span class="small">{t("problems_help")}</span>
            <span class="problems">
              {script.problems.map((text) => {
                const { place, says } = problem(text);
                return (
                  <span key={text}>
                    {place && <code>{place}</code>}
                    <bdi>{says}</bdi>
                  </span>
                );
              })}
            </span>
          </>
        )}
      </span>
    </label>
  );
}

/** Its name, and when and where. Then the one button. */
function Naming({ desk, script }: { desk: Desk; script: Script }): JSX.Element {
  const [title, setTitle] = useState(script.title);
  const [subtitle, setSubtitle] = useState("");
  const [state, setState] = useState<"" | "making">("");
  const [failed, setFailed] = useState<{ says: string }>();
  const make = async (event: Event) => {
    event.preventDefault();
    if (state) return;
    setState("making");
    const made = await desk.make(script.name, title.trim(), subtitle.trim());
    if (made.ok) go({ page: "session", id: made.value.id });
    else {
      setState("");
      setFailed(made);
    }
  };
  return (
    <form class="card soon" onSubmit={make}>
      <div>
        <h2>
          <bdi>{title || script.title}</bdi>
        </h2>
        <p class="soft num">
          {t("minutes", { n: script.minutes })} {t("for_people")}
        </p>
      </div>
      <label class="field">
        {t("title")}
        <input value={title} maxLength={120} required onInput={(event) => setTitle(event.currentTarget.value)} />
        <small>{t("title_hint")}</small>
      </label>
      <label class="field">
        {t("subtitle")}
        <input
          value={subtitle}
          maxLength={120}
          placeholder={script.subtitle}
          onInput={(event) => setSubtitle(event.currentTarget.value)}
        />
        <small>{t("subtitle_hint")}</small>
      </label>
      {failed && <Trouble what={t("fail_make")} says={failed.says} safe={t("safe_make")} />}
      <button type="submit" class="btn main" disabled={!title.trim()} aria-busy={state === "making"}>
        {t(state === "making" ? "making" : "make_now")}
      </button>
      <To class="btn bare" place={{ page: "home" }}>
        {t("cancel")}
      </To>
    </form>
  );
}
