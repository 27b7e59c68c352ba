import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Check } from "../../lib/icons";
import { and } from "../../lib/words";
import { can } from "../account/me";
import { To, Trouble, useAsked } from "../pieces";
import { Naming } from "./found";
import { Frame } from "./frame";
import { Path } from "./path";
import type { Community, Season } from "./season";
import { Sheet } from "./sheet";
import { t } from "./words";

/** A community: who they are, their series as paths, and what to do next. */
export function CommunityPage({ season, id }: { season: Season; id: string }): JSX.Element {
  const { value, failed, again } = useAsked<Community>(() => season.look(id), id, 15_000);
  const [renaming, rename] = useState(false);
  if (!value)
    return (
      <main class="home">
        <h1 class="unseen">{t("communities")}</h1>
        {failed ? (
          <Trouble what={t("fail_look")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  const made = value.series.some((series) => series.meetings.some((meeting) => meeting.session));
  return (
    <Frame id={id} name={value.name} at="community" beside={<Who community={value} />}>
      {value.purpose && (
        <p class="lead soft">
          <bdi>{value.purpose}</bdi>
        </p>
      )}
      {!made && can("keep_communities") && <Steps community={value} />}
      {!value.series.length && !can("keep_communities") && <p class="soft">{t("no_series_helper")}</p>}
      {value.series.map((series) => (
        <Path key={series.id} season={season} series={series} done={again} />
      ))}
      <p class="row wrap" hidden={!can("keep_communities")}>
        {value.series.length > 0 && (
          <To class="btn" place={{ page: "begin", id }}>
            {t("begin_another")}
          </To>
        )}
        <button type="button" class="btn bare" onClick={() => rename(true)}>
          {t("rename")}
        </button>
      </p>
      {renaming && (
        <Sheet title={t("rename")} shut={() => rename(false)}>
          <Naming
            name={value.name}
            purpose={value.purpose}
            label={t("keep")}
            failing={t("fail_keep")}
            keep={async (name, purpose) => {
              const kept = await season.rename(id, name, purpose);
              if (kept.ok) {
                rename(false);
                again();
              }
              return kept;
            }}
          />
        </Sheet>
      )}
    </Frame>
  );
}

/** "25 people: 6 patients, 6 carers and 5 pharmacists". */
function Who({ community }: { community: Community }): JSX.Element {
  const people = community.people ? t("people_n", { n: community.people }) : t("nobody");
  const roles = and(community.roles.map(([role, n]) => t("role_n", { n, role })));
  return <p class="who">{roles ? t("with_roles", { n: people, roles }) : people}</p>;
}

/** What is left to do before the first session. */
function Steps({ community }: { community: Community }): JSX.Element {
  const people = community.people > 0;
  const series = community.series.length > 0;
  return (
    <section>
      <h2 class="unseen">{t("steps_title")}</h2>
      <ol class="path">
        <li class={series ? "was" : "next"}>
          <Bell n={1} done={series} />
          <div>
            <p>{t("step_series")}</p>
            <p class="soft small">{t("step_series_text")}</p>
            {!series && (
              <To class="btn main" place={{ page: "begin", id: community.id }}>
                {t("begin")}
              </To>
            )}
          </div>
        </li>
        <li class={people ? "was" : ""}>
          <Bell n={2} done={people} />
          <div>
            <p>{t("step_people")}</p>
            <p class="soft small">{t("step_people_text")}</p>
            {!people && (
              <To class="btn" place={{ page: "roster", id: community.id }}>
                {t("bring")}
              </To>
            )}
          </div>
        </li>
        <li class={series ? "next" : ""}>
          <Bell n={3} done={false} />
          <div>
            <p>{t("step_session")}</p>
            <p class="soft small">{t("step_session_text")}</p>
          </div>
        </li>
      </ol>
    </section>
  );
}

function Bell({ n, done }: { n: number; done: boolean }): JSX.Element {
  return (
    <span class="bellnode">
      {done ? (
        <>
          <Check />
          <span class="unseen">{t("step_done")}</span>
        </>
      ) : (
        <span aria-hidden="true">{n}</span>
      )}
    </span>
  );
}
