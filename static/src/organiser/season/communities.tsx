import type { JSX } from "preact";
import { can } from "../account/me";
import type { Row } from "../desk";
import { To } from "../pieces";
import type { Brief, Listed, Series } from "./season";
import { stands } from "./standing";
import { t, when } from "./words";

type PhaseOf = (meeting: Brief) => "" | Row["phase"];

/** All communities, each with its people, its meetings and what comes next. */
export function Communities({ list, rows }: { list: readonly Listed[]; rows: readonly Row[] }): JSX.Element {
  const phases = new Map(rows.map((row) => [row.id, row.phase]));
  const phaseOf: PhaseOf = (meeting) => phases.get(meeting.session) ?? "";
  return (
    <section class="communities">
      <ul>
        {list.map((one) => (
          <li key={one.id} class="card">
            <h2>
              <To place={{ page: "community", id: one.id }}>
                <bdi>{one.name}</bdi>
              </To>
            </h2>
            {one.purpose && (
              <p class="soft">
                <bdi>{one.purpose}</bdi>
              </p>
            )}
            <p class="soft num">{one.people ? t("people_n", { n: one.people }) : t("nobody")}</p>
            {one.promises && can("promises") && (
              <p class="soft num">
                <To place={{ page: "promises", id: one.id }}>
                  {t(one.promises.late ? "promises_late" : "promises_n", {
                    n: one.promises.all,
                    done: one.promises.done,
                    late: one.promises.late,
                  })}
                </To>
              </p>
            )}
            {one.series.length === 0 && <p class="soft">{t("no_series")}</p>}
            {one.series.map((series) => (
              <Course key={series.id} series={series} phaseOf={phaseOf} />
            ))}
          </li>
        ))}
      </ul>
      {can("keep_communities") && (
        <p>
          <To class="btn" place={{ page: "found" }}>
            {t("make_another")}
          </To>
        </p>
      )}
    </section>
  );
}

/** A series as a row of bells, and what comes next. */
function Course({ series, phaseOf }: { series: Series<Brief>; phaseOf: PhaseOf }): JSX.Element {
  const stand = stands(series.meetings, phaseOf);
  const done = [...stand.values()].filter((one) => one === "done").length;
  const now = series.meetings.find((meeting) => stand.get(meeting.id) === "now");
  const next = series.meetings.find((meeting) => ["open", "next"].includes(stand.get(meeting.id) ?? ""));
  return (
    <div class="course">
      <p>
        <bdi>{series.title}</bdi>
      </p>
      <span class="dots" role="img" aria-label={t("of_done", { n: done, of: series.meetings.length })}>
        {series.meetings.map((meeting) => (
          <i key={meeting.id} class={stand.get(meeting.id)} />
        ))}
      </span>
      <p class="soft">
        {now
          ? t("runs", { title: now.title })
          : next
            ? t("next", { title: next.title, when: when(next) })
            : t("all_done")}
      </p>
    </div>
  );
}

/** Nothing here yet: what to do first. */
export function Empty({ can }: { can: boolean }): JSX.Element {
  if (!can)
    return (
      <main class="home empty">
        <h1 class="ask">{t("empty_helper")}</h1>
        <p class="lead soft">{t("empty_helper_text")}</p>
      </main>
    );
  return (
    <main class="home empty">
      <h1 class="ask">{t("empty_title")}</h1>
      <p class="lead soft">{t("empty_text")}</p>
      <ol class="path">
        {(["empty_1", "empty_2", "empty_3"] as const).map((key, at) => (
          <li key={key} class={at === 0 ? "next" : ""}>
            <span class="bellnode" aria-hidden="true">
              {at + 1}
            </span>
            <p>{t(key)}</p>
          </li>
        ))}
      </ol>
      <p class="row wrap">
        <To class="btn main" place={{ page: "found" }}>
          {t("make")}
        </To>
        <To class="btn bare" place={{ page: "make", script: "" }}>
          {t("single")}
        </To>
      </p>
    </main>
  );
}

/** Only single sessions so far: what a community would be good for. */
export function Invite(): JSX.Element {
  return (
    <section class="invite card">
      <h2>{t("again_title")}</h2>
      <p class="soft">{t("again_text")}</p>
      <p>
        <To class="btn" place={{ page: "found" }}>
          {t("make")}
        </To>
      </p>
    </section>
  );
}
