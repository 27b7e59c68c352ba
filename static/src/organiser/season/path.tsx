import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Eye } from "../../lib/icons";
import { and } from "../../lib/words";
import { can } from "../account/me";
import { To, Trouble } from "../pieces";
import { go } from "../place";
import { WhoCame } from "./came";
import { Dating } from "./dating";
import type { Meeting, Season, Series } from "./season";
import { type Stand, stands } from "./standing";
import { t, when } from "./words";

/** A series as a path: a bell for each meeting, what it left or waits for, and one button for what comes next. */
export function Path({ season, series, done }: { season: Season; series: Series; done: () => void }): JSX.Element {
  const stand = stands(series.meetings, (meeting) => meeting.phase);
  const held = series.meetings.some((meeting) => meeting.session);
  return (
    <section class="series">
      <h2>
        <bdi>{series.title}</bdi>
      </h2>
      <ol>
        {series.meetings.map((meeting) => (
          <Node
            key={meeting.id}
            season={season}
            meeting={meeting}
            stand={stand.get(meeting.id) ?? "later"}
            done={done}
          />
        ))}
      </ol>
      {held && can("attendance") && <Came season={season} series={series} />}
      {held && can("series_record") && (
        <div class="row wrap">
          <To class="btn" place={{ page: "record", id: series.id, series: true }}>
            <Eye />
            {t("series_record")}
          </To>
          <To class="btn bare" place={{ page: "record", id: series.id, series: true, take: true }}>
            {t("series_take")}
          </To>
        </div>
      )}
      {!held && can("keep_communities") && <Drop season={season} id={series.id} done={done} />}
    </section>
  );
}

const CLASS: Record<Stand, string> = { done: "was", now: "next", open: "next", next: "next", later: "" };

function Node(props: { season: Season; meeting: Meeting; stand: Stand; done: () => void }): JSX.Element {
  const { season, meeting, stand, done } = props;
  const [dating, date] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const broken = meeting.problems.length > 0;
  const meet = async () => {
    if (busy) return;
    setBusy(true);
    const made = await season.meet(meeting.id);
    setBusy(false);
    setFailed(made.ok ? undefined : made);
    if (made.ok) go({ page: "session", id: made.value.id });
  };
  return (
    <li class={CLASS[stand]}>
      <svg class="cord" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
        <path d="M0 3 C30 20 70 20 100 3" />
      </svg>
      <span class="bellnode" aria-hidden="true">
        {meeting.position}
      </span>
      <div class="meeting">
        <h3>
          <bdi>{meeting.title}</bdi> <span class="unseen">({t(`state_${stand}`)})</span>
        </h3>
        <p class="soft num">
          {when(meeting)}
          {meeting.at && (
            <>
              , <bdi>{meeting.at}</bdi>
            </>
          )}
          {stand === "done" && <>, {t("came", { n: meeting.came })}</>}
        </p>
        {(stand === "now" || stand === "open") && (
          <p>
            <span class={stand === "now" ? "badge now" : "badge"}>{t(`state_${stand}`)}</span>
          </p>
        )}
      </div>
      <div class="legacy">{stand === "done" ? <LeftBehind meeting={meeting} /> : <Awaits meeting={meeting} />}</div>
      <div class="acts">
        {failed && <Trouble what={t("fail_meet")} says={failed.says} safe={t("safe")} />}
        {meeting.session && stand !== "open" ? (
          <To class={stand === "done" ? "btn" : "btn main"} place={{ page: "session", id: meeting.session }}>
            {t(stand === "done" ? "what_left" : "open_session")}
            <span class="unseen">: {meeting.title}</span>
          </To>
        ) : !can("meet") ? null : broken && !meeting.session ? (
          <p class="small">{t("cannot_play")}</p>
        ) : (
          // Until it begins, a session takes in what the meetings before it have left since it was made.
          <button type="button" class={stand === "later" ? "btn" : "btn main"} aria-busy={busy} onClick={meet}>
            {t(busy ? "meet_again" : meeting.session ? "open_session" : "meet")}
            <span class="unseen">: {meeting.title}</span>
          </button>
        )}
        {stand !== "done" && can("keep_communities") && (
          <button type="button" class="btn bare" onClick={() => date(true)}>
            {t(meeting.day ? "change_date" : "set_date")}
            <span class="unseen">: {meeting.title}</span>
          </button>
        )}
      </div>
      {dating && (
        <Dating
          season={season}
          meeting={meeting}
          shut={(kept) => {
            date(false);
            if (kept) done();
          }}
        />
      )}
    </li>
  );
}

/** Its first words, then how much more there is. */
function LeftBehind({ meeting }: { meeting: Meeting }): JSX.Element {
  const [first, ...rest] = meeting.left;
  if (!first) return <p class="soft">{t("left_nothing")}</p>;
  return (
    <>
      <h4>{t("left_behind")}</h4>
      <p class="serif quoted">
        <bdi>{first.first}</bdi>
      </p>
      <p class="soft small">
        {and([first, ...rest].slice(0, 4).map((one) => `${one.title} (${one.lines.toLocaleString("en-GB")})`))}
      </p>
    </>
  );
}

function Awaits({ meeting }: { meeting: Meeting }): JSX.Element {
  return (
    <>
      <h4>{t(meeting.needs.length ? "starts_from" : "starts_fresh")}</h4>
      {meeting.needs.length > 0 && (
        <p class="serif">
          <bdi>{and(meeting.needs.slice(0, 4))}</bdi>
        </p>
      )}
      {meeting.leaves.length > 0 && (
        <p class="soft small">{t("will_leave", { what: and(meeting.leaves.slice(0, 5)) })}</p>
      )}
    </>
  );
}

/** Who came, for whoever wants to know it: names are not on the page before that. */
function Came({ season, series }: { season: Season; series: Series }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details class="who-came" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("who_came")}</summary>
      {open && <WhoCame season={season} series={series} />}
    </details>
  );
}

/** A series that was begun by mistake goes away, as long as nobody has met. */
function Drop({ season, id, done }: { season: Season; id: string; done: () => void }): JSX.Element {
  const [sure, ask] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const drop = async () => {
    const gone = await season.drop(id);
    setFailed(gone.ok ? undefined : gone);
    ask(false);
    if (gone.ok) done();
  };
  return (
    <div class="row wrap">
      {failed && <Trouble what={t("fail_drop")} says={failed.says} safe={t("safe")} />}
      {sure ? (
        <>
          <button type="button" class="btn" onClick={() => void drop()}>
            {t("drop_sure")}
          </button>
          <button type="button" class="btn bare" onClick={() => ask(false)}>
            {t("drop_no")}
          </button>
        </>
      ) : (
        <button type="button" class="btn bare" onClick={() => ask(true)}>
          {t("drop")}
        </button>
      )}
    </div>
  );
}
