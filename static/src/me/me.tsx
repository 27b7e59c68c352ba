import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { unlock } from "../lib/bell";
import { Mark } from "../lib/icons";
import { dayAndTime } from "../lib/words";
import { Asks } from "../phone/asks";
import { Page } from "../phone/page";
import { useAnswers } from "./answers";
import { ask, type Meeting, type Mine } from "./mine";
import { MyName, NAME } from "./naming";
import { ComeBack, Phrase } from "./phrase";
import { PROMISES, Promises } from "./promises";
import { Gone, KEPT, Rights } from "./rights";
import { SURVEYS, Surveys } from "./surveys";
import { t } from "./words";

interface Seated {
  readonly token: string;
  readonly code: string;
}

/** Meetings of a list that stand there at once: one's promises must not be a walk away. */
const FIRST = 2;

/** The page of one's own link: what is on, a seat in it with one tap, and what is to come. */
export function Me({
  token,
  forget,
  back,
  seated,
}: {
  token: string;
  forget: () => void;
  back: (token: string) => void;
  seated: (code: string, seat: string) => void;
}): JSX.Element {
  const mine = useSignal<Mine | null>(null);
  const trouble = useSignal("");
  const refused = useSignal(!token);
  const erased = useSignal(false);
  const look = async () => {
    trouble.value = "";
    const got = await ask<Mine>("/api/me", {}, token);
    if (typeof got === "object") mine.value = got;
    else {
      trouble.value = got || t("door_shut");
      // A link that was replaced is not tried again; one that nobody answered is.
      refused.value = Boolean(got);
      if (got) forget();
    }
  };
  useEffect(() => {
    if (token) void look();
  }, []);
  if (erased.value)
    return (
      <Page name="me" head={<Mark />}>
        <Gone />
      </Page>
    );
  if (!token || (trouble.value && !mine.value)) {
    return (
      <Page name="me" head={<Mark />} foot={<Foot again={token ? () => void look() : undefined} />}>
        <h1 class="ask">{trouble.value || t("no_link")}</h1>
        <p class="soft">{t("no_link_do")}</p>
        {refused.value && <ComeBack back={back} />}
      </Page>
    );
  }
  const { name, community, meetings } = mine.value ?? { name: "", community: "", meetings: [] };
  if (!mine.value) {
    return (
      <Page name="me" head={<Mark />}>
        <Looking key="looking" />
      </Page>
    );
  }
  const open = meetings.filter((one) => one.phase === "open");
  const next = meetings.filter((one) => one.phase === "to_come");
  const before = meetings.filter((one) => one.phase === "closed");
  return (
    <Page name="me" head={<Mark />}>
      <div>
        <h1 class="ask" dir="auto">
          {t("hello", { name })}
        </h1>
        <p class="soft" dir="auto">
          {community}
        </p>
      </div>
      {!open.length && <p>{t(meetings.length ? "nothing_now" : "nothing")}</p>}
      {open.length > 0 && <h2>{t("now")}</h2>}
      {open.map((one) => (
        <Open key={one.session} meeting={one} name={name} token={token} seated={seated} />
      ))}
      <List title={t("next")} meetings={next} />
      <Rest
        token={token}
        phrase={mine.value.phrase}
        before={before}
        gone={() => {
          forget();
          erased.value = true;
        }}
      />
    </Page>
  );
}

/** What stands below the meetings. Each part comes when all above it are there, so that nothing moves down under a
 * finger. */
function Rest({
  token,
  phrase,
  before,
  gone,
}: {
  token: string;
  phrase: boolean;
  before: readonly Meeting[];
  gone: () => void;
}): JSX.Element {
  const come = useAnswers(token, [PROMISES, SURVEYS, NAME, KEPT]);
  const [promises, surveys, name, kept] = come as readonly never[];
  return (
    <>
      {come.length > 0 && <Promises token={token} first={promises} />}
      {come.length > 1 && <Surveys token={token} first={surveys} />}
      {come.length > 1 && <List title={t("before")} meetings={before} />}
      {come.length > 2 && <MyName token={token} first={name} />}
      {come.length > 2 && <Phrase token={token} has={phrase} />}
      {come.length > 3 ? <Rights token={token} first={kept} gone={gone} /> : <Looking key={come.length} />}
      {come.length > 3 && <p class="small soft">{t("yours")}</p>}
    </>
  );
}

function Looking(): JSX.Element {
  return (
    <p class="soft" role="status">
      {t("looking")}
    </p>
  );
}

function Foot({ again }: { again: (() => void) | undefined }): JSX.Element {
  return (
    <>
      {again && (
        <button type="button" class="btn main" onClick={again}>
          {t("again")}
        </button>
      )}
      <a class="btn" href="/join">
        {t("with_code")}
      </a>
    </>
  );
}

function List({ title, meetings }: { title: string; meetings: readonly Meeting[] }): JSX.Element | null {
  if (!meetings.length) return null;
  const more = meetings.slice(FIRST);
  return (
    <section>
      <h2>{title}</h2>
      <Cards meetings={meetings.slice(0, FIRST)} />
      {more.length > 0 && (
        <details class="fold">
          <summary>{t("more_meetings", { n: more.length })}</summary>
          <Cards meetings={more} />
        </details>
      )}
    </section>
  );
}

function Cards({ meetings }: { meetings: readonly Meeting[] }): JSX.Element {
  return (
    <ul class="meetings">
      {meetings.map((one, n) => (
        <li key={n} class={`meeting ${one.phase}`}>
          <About meeting={one} />
        </li>
      ))}
    </ul>
  );
}

function About({ meeting }: { meeting: Meeting }): JSX.Element {
  const when = meeting.starts_at === null ? "" : dayAndTime(meeting.starts_at, meeting.zone);
  return (
    <>
      <h3 dir="auto">{meeting.title}</h3>
      <span class="num">{when || (meeting.phase === "to_come" ? t("no_date") : "")}</span>
      {meeting.place && (
        <span class="soft" dir="auto">
          {meeting.place}
        </span>
      )}
    </>
  );
}

/** A meeting that is open: one's name, what it asks and is not known yet, and the seat. */
function Open({
  meeting,
  name,
  token,
  seated,
}: {
  meeting: Meeting;
  name: string;
  token: string;
  seated: (code: string, seat: string) => void;
}): JSX.Element {
  const called = useSignal(name);
  const traits = useSignal<Readonly<Record<string, string>>>(
    Object.fromEntries(meeting.asks.map((one) => [one.name, one.known])),
  );
  const trouble = useSignal("");
  const busy = useSignal(false);
  const sit = async (event: Event) => {
    event.preventDefault();
    unlock();
    if (!called.value.trim()) {
      trouble.value = t("name_first");
      return;
    }
    if (busy.value) return;
    busy.value = true;
    const said = Object.fromEntries(Object.entries(traits.value).filter(([, answer]) => answer));
    const got = await ask<Seated>(
      "/api/me/seat",
      { session: meeting.session, name: called.value, traits: said },
      token,
    );
    busy.value = false;
    if (typeof got === "object") seated(got.code, got.token);
    else trouble.value = got || t("door_shut");
  };
  return (
    <form class="meeting open" onSubmit={sit} noValidate>
      <div>
        <About meeting={meeting} />
      </div>
      <label class="field">
        {t("name_label")}
        <input
          dir="auto"
          autocomplete="given-name"
          maxLength={60}
          value={called.value}
          onInput={(event) => {
            called.value = event.currentTarget.value;
          }}
        />
        <small>{t("name_hint")}</small>
      </label>
      <Asks asks={meeting.asks} traits={traits} />
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
      <button type="submit" class="btn main" aria-busy={busy.value}>
        {busy.value ? t("looking") : t("take_seat")}
      </button>
    </form>
  );
}
