import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { wordsOf } from "../../lib/words";
import { Trouble, useAsked } from "../pieces";
import { go } from "../place";
import { Delete } from "./delete";
import { Frame } from "./frame";
import type { Keeper, Keeping, Kept, Mention } from "./keeping";
import words from "./kept.json";

const t = wordsOf(words);

const LENGTHS = [30, 90, 180, 365, 730] as const;
const FOR_EVER = "";

type Doomed =
  | { readonly what: "community" }
  | { readonly what: "session"; readonly id: string; readonly title: string };

/** What is kept of a community, how long, what goes when, and what may be deleted now. */
export function KeptPage({ keeper, id }: { keeper: Keeper; id: string }): JSX.Element {
  const { value, failed, again } = useAsked<Keeping>(() => keeper.look(id), id);
  const [doomed, doom] = useState<Doomed>();
  const [said, say] = useState("");
  if (!value)
    return (
      <main class="home">
        <h1 class="unseen">{t("title")}</h1>
        {failed ? (
          <Trouble what={t("fail")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  return (
    <Frame id={id} name={value.name} at="kept">
      <p class="said" role="status">
        {said}
      </p>
      {value.mentions.length > 0 && <Mentions keeper={keeper} mentions={value.mentions} done={again} />}
      <HowLong keeper={keeper} keeping={value} done={again} />
      <section class="kept">
        <h2>{t("goes_when")}</h2>
        {value.series.length ? <Going series={value.series} doom={doom} /> : <p class="soft">{t("nothing")}</p>}
        {value.waiting > 0 && <p class="small">{t("waiting")}</p>}
        {value.missed.length > 0 && <Missed paths={value.missed} />}
      </section>
      <section class="kept">
        <h2>{t("delete_community")}</h2>
        <p class="soft">{t("delete_community_text", { n: value.people })}</p>
        <p>
          <button type="button" class="btn" onClick={() => doom({ what: "community" })}>
            {t("delete")}…
          </button>
        </p>
      </section>
      {doomed?.what === "community" && (
        <Delete
          title={value.name}
          heading={t("delete_community_what", { title: value.name })}
          text={t("delete_community_text", { n: value.people })}
          now={(name) => keeper.deleteCommunity(id, name)}
          done={() => go({ page: "home" })}
          shut={() => doom(undefined)}
        />
      )}
      {doomed?.what === "session" && (
        <Delete
          title={doomed.title}
          heading={t("delete_session", { title: doomed.title })}
          text={t("delete_session_text")}
          now={(name) => keeper.deleteSession(doomed.id, name)}
          done={() => {
            say(t("deleted", { title: doomed.title }));
            doom(undefined);
            again();
          }}
          shut={() => doom(undefined)}
        />
      )}
    </Frame>
  );
}

function lengthSaid(days: number | null): string {
  if (days === null) return t("for_ever");
  const known = LENGTHS.find((one) => one === days);
  return known ? t(`days_${known}`) : t("days_other", { n: days });
}

function HowLong(props: { keeper: Keeper; keeping: Keeping; done: () => void }): JSX.Element {
  const { keeper, keeping } = props;
  const [chosen, choose] = useState<number | null>(keeping.days);
  const [busy, setBusy] = useState(false);
  const [said, say] = useState("");
  const [failed, setFailed] = useState<{ says: string }>();
  const offered: readonly (number | null)[] = [
    ...(keeping.days === null || LENGTHS.some((one) => one === keeping.days) ? [] : [keeping.days]),
    ...LENGTHS,
    null,
  ];
  const keep = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const kept = await keeper.keep(keeping.id, chosen);
    setBusy(false);
    setFailed(kept.ok ? undefined : kept);
    if (!kept.ok) return;
    const fortnight = Date.now() / 1000 + 14 * 86_400;
    say(chosen === null ? t("set_for_ever") : t("set_done", { day: dayOf(fortnight) }));
    props.done();
  };
  return (
    <section class="kept">
      <h2>{t("how_long")}</h2>
      <p>{t("how_text")}</p>
      <form class="row wrap" onSubmit={keep}>
        <label class="field">
          {t("keep_for")}
          <select
            value={chosen === null ? FOR_EVER : String(chosen)}
            onChange={(event) => choose(event.currentTarget.value ? Number(event.currentTarget.value) : null)}
          >
            {offered.map((days) => (
              <option key={String(days)} value={days === null ? FOR_EVER : String(days)}>
                {lengthSaid(days)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="btn" disabled={chosen === keeping.days} aria-busy={busy}>
          {busy ? t("busy") : t("set")}
        </button>
      </form>
      <p class="small" role="status">
        {said}
      </p>
      {failed && <Trouble what={t("fail")} says={failed.says} safe={t("safe")} />}
      <p class="small soft">{t("people_stay")}</p>
    </section>
  );
}

function Going(props: { series: readonly Kept[]; doom: (one: Doomed) => void }): JSX.Element {
  return (
    <ul class="going">
      {props.series.map((one) => (
        <li key={one.id}>
          <h3>
            <bdi>{one.title}</bdi>
          </h3>
          {one.last_at === null ? (
            <p class="soft">{t("no_meeting")}</p>
          ) : (
            <dl>
              <div>
                <dt>{t("last")}</dt>
                <dd class="num">{dayOf(one.last_at)}</dd>
              </div>
              <div>
                <dt>{t("goes")}</dt>
                <dd class="num">{one.goes_at === null ? t("stays") : dayOf(one.goes_at)}</dd>
              </div>
            </dl>
          )}
          {one.sessions.length > 0 && (
            <ul class="sessions">
              {one.sessions.map((session) => (
                <li key={session.id} class="row">
                  <bdi>{session.title}</bdi>
                  <button
                    type="button"
                    class="btn bare end"
                    aria-label={t("delete_session", { title: session.title })}
                    onClick={() => props.doom({ what: "session", ...session })}
                  >
                    {t("delete")}…
                  </button>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

function Missed({ paths }: { paths: readonly string[] }): JSX.Element {
  return (
    <div class="banner trouble">
      <div>
        <p>{t("missed", { n: paths.length })}</p>
        <ul>
          {paths.map((path) => (
            <li key={path}>
              <code>{path}</code>
            </li>
          ))}
        </ul>
        <p>{t("missed_do")}</p>
      </div>
    </div>
  );
}

function Mentions(props: { keeper: Keeper; mentions: readonly Mention[]; done: () => void }): JSX.Element {
  const [failed, setFailed] = useState<{ says: string }>();
  const [busy, setBusy] = useState(false);
  const act = async (line: Mention, what: "blank" | "leave") => {
    if (busy) return;
    setBusy(true);
    const kept = await props.keeper.line(line, what);
    setBusy(false);
    setFailed(kept.ok ? undefined : kept);
    if (kept.ok) props.done();
  };
  return (
    <section class="kept mentions">
      <h2>{t("lines", { n: props.mentions.length })}</h2>
      <p class="soft">{t("lines_text")}</p>
      {failed && <Trouble what={t("fail_line")} says={failed.says} safe={t("safe")} />}
      <ul>
        {props.mentions.map((line) => (
          <li key={`${line.session}/${line.seq}`}>
            <p>
              <q dir="auto">{line.words}</q> <small class="soft">{line.title}</small>
            </p>
            <div class="row wrap">
              <button
                type="button"
                class="btn"
                aria-label={t("blank_which", { words: line.words })}
                onClick={() => void act(line, "blank")}
              >
                {t("blank")}
              </button>
              <button
                type="button"
                class="btn bare"
                aria-label={t("leave_which", { words: line.words })}
                onClick={() => void act(line, "leave")}
              >
                {t("leave")}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function dayOf(at: number): string {
  return new Date(at * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
