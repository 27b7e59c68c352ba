import type { JSX } from "preact";
import { spaced } from "../lib/spaced";
import { timeOfDay } from "../lib/words";
import { type Desk, foremost, type Home as HomeData, type Row, type Script } from "./desk";
import { Bar, Copy, State, To, Trouble, useAsked } from "./pieces";
import { shortDay, t } from "./words";

/** All sessions, and the one that matters now. */
export function Home({ desk }: { desk: Desk }): JSX.Element {
  const { value, failed, at, again } = useAsked<HomeData>(() => desk.home(), "home", 15_000);
  if (!value) {
    return (
      <main class="home">
        <h1 class="ask">{t("home_title")}</h1>
        {failed ? (
          <Trouble what={t("fail_home")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  }
  const rows = [...value.sessions].sort((a, b) => b.created_at - a.created_at);
  if (rows.length === 0) return <Empty />;
  const first = foremost(rows);
  return (
    <main class="home">
      <div class="title">
        <h1 class="ask">{t("home_title")}</h1>
        <p>{summary(rows)}</p>
      </div>
      {failed && (
        <Trouble what={t("stale", { time: timeOfDay(at) })} says={failed.says} safe={t("safe")} again={again} />
      )}
      <div class={first ? "below" : "below alone"}>
        <div class="column">
          <Table rows={rows} />
          <Quick scripts={value.scripts} />
        </div>
        {first && <Soon row={first} />}
      </div>
    </main>
  );
}

const figure = (n: number) => n.toLocaleString("en-GB");

function summary(rows: readonly Row[]): string {
  const count = (test: (row: Row) => boolean) => rows.filter(test).length;
  const running = count((row) => row.phase === "running");
  const closed = count((row) => row.phase === "closed");
  const open = rows.length - running - closed;
  return [
    t("home_sum", { n: rows.length }),
    running && t("sum_running", { n: running }),
    open && t("sum_open", { n: open }),
    closed && t("sum_closed", { n: closed }),
  ]
    .filter(Boolean)
    .join(", ");
}

function Table({ rows }: { rows: readonly Row[] }): JSX.Element {
  return (
    <table class="sessions">
      <thead>
        <tr>
          <th>{t("col_session")}</th>
          <th>{t("col_made")}</th>
          <th class="figure">{t("col_people")}</th>
          <th class="figure">{t("col_said")}</th>
          <th>{t("col_state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td class="what">
              <To place={{ page: "session", id: row.id }}>
                <bdi>{row.title}</bdi>
              </To>
              {row.subtitle && (
                <small>
                  <bdi>{row.subtitle}</bdi>
                </small>
              )}
            </td>
            <td class="num made">{shortDay(row.created_at)}</td>
            <td class="num figure" data-label={t("col_people")}>
              {figure(row.people)}
            </td>
            <td class="num figure" data-label={t("col_said")}>
              {figure(row.contributions)}
            </td>
            <td class="state">
              <State row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Scripts that a next session can be made from, one tap away. */
function Quick({ scripts }: { scripts: readonly Script[] }): JSX.Element | null {
  const sound = scripts.filter((script) => script.problems.length === 0).slice(0, 4);
  if (sound.length === 0) return null;
  return (
    <section class="quick">
      <h2>{t("quick")}</h2>
      <ul>
        {sound.map((script) => (
          <li key={script.name}>
            <To place={{ page: "make", script: script.name }}>
              <bdi>{script.title}</bdi>
            </To>
            <Bar items={script.items} />
            <span class="num soft">{t("min", { n: script.minutes })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The session that runs or comes next, with what one needs for it. */
function Soon({ row }: { row: Row }): JSX.Element {
  return (
    <section class="card soon">
      <div>
        <p>
          <State row={row} />
        </p>
        <h2>
          <bdi>{row.title}</bdi>
        </h2>
        {row.subtitle && (
          <p class="soft">
            <bdi>{row.subtitle}</bdi>
          </p>
        )}
        <p class="soft num">
          {row.people ? t("people", { n: row.people }) : t("nobody_yet")}, {t("minutes_planned", { n: row.minutes })}
        </p>
      </div>
      <div class="join">
        <p class="soft small">{t("phones_join")}</p>
        <p class="row">
          <b class="code num">{spaced(row.code)}</b>
          <Copy text={row.links.join} />
        </p>
      </div>
      <a class="btn main" href={row.links.control} target="_blank" rel="noopener">
        {t("open_control")}
      </a>
      <div class="row spread-out">
        <a class="btn" href={row.links.stage} target="_blank" rel="noopener">
          {t("open_stage")}
        </a>
        <To class="btn bare" place={{ page: "session", id: row.id }}>
          {t("all_links")}
        </To>
      </div>
    </section>
  );
}

/** Nothing here yet: what to do next. */
function Empty(): JSX.Element {
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
      <To class="btn main" place={{ page: "make", script: "" }}>
        {t("make")}
      </To>
    </main>
  );
}
