import type { JSX } from "preact";
import { spaced } from "../lib/spaced";
import { timeOfDay } from "../lib/words";
import { can } from "./account/me";
import { type Desk, foremost, type Home as HomeData, type Row, type Script } from "./desk";
import { Bar, Copy, State, To, Trouble, useAsked } from "./pieces";
import { Communities, Empty, Invite } from "./season/communities";
import { type All, type Belonging, Season } from "./season/season";
import { t as told } from "./season/words";
import { shortDay, t } from "./words";

/** All communities, all sessions, and the one that matters now. */
export function Home({ desk }: { desk: Desk }): JSX.Element {
  const { value, failed, at, again } = useAsked<HomeData>(() => desk.home(), "home", 15_000);
  const season = useAsked<All>(() => new Season(desk).all(), "season", 15_000);
  // Not everybody who may look at sessions may look at communities.
  const waits = !season.value && !season.failed;
  if (!value || waits) {
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
  const communities = season.value?.communities ?? [];
  if (rows.length === 0 && communities.length === 0 && season.value) return <Empty can={can("keep_communities")} />;
  const belongs = season.value?.belongs ?? {};
  const first = foremost(rows);
  const others = rows.filter((row) => !belongs[row.id]);
  return (
    <main class="home">
      <div class="title">
        <h1 class="ask">{communities.length ? told("communities") : t("home_title")}</h1>
        <p>{summary(rows)}</p>
      </div>
      {season.failed?.code === "" && !failed && (
        <Trouble what={told("fail_all")} says={season.failed.says} safe={told("safe")} again={season.again} />
      )}
      {failed && (
        <Trouble what={t("stale", { time: timeOfDay(at) })} says={failed.says} safe={t("safe")} again={again} />
      )}
      <div class={first ? "below" : "below alone"}>
        <div class="column">
          {communities.length > 0 && <Communities list={communities} rows={rows} />}
          {others.length > 0 && (
            <section>
              {communities.length > 0 && <h2>{told("other_sessions")}</h2>}
              <Table rows={others} />
            </section>
          )}
          {communities.length === 0 && season.value && can("keep_communities") && <Invite />}
          {can("create") && <Quick scripts={value.scripts} />}
        </div>
        {first && <Soon row={first} of={belongs[first.id]} />}
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
function Soon({ row, of }: { row: Row; of: Belonging | undefined }): JSX.Element {
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
        {of && (
          <p>
            <To class="belongs" place={{ page: "community", id: of.community }}>
              {told("belongs", { name: of.name, n: of.position })}
            </To>
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
      {row.links.control && (
        <a class="btn main" href={row.links.control} target="_blank" rel="noopener">
          {t("open_control")}
        </a>
      )}
      <div class="row spread-out">
        {row.links.stage && (
          <a class="btn" href={row.links.stage} target="_blank" rel="noopener">
            {t("open_stage")}
          </a>
        )}
        <To class="btn bare" place={{ page: "session", id: row.id }}>
          {t("all_links")}
        </To>
      </div>
    </section>
  );
}
