import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Eye, Lock } from "../lib/icons";
import { Down } from "../lib/icons-late";
import { Qr, useDrawing } from "../lib/qr";
import { spaced } from "../lib/spaced";
import type { Block } from "../lib/wire";
import { can } from "./account/me";
import type { Desk, Looked, Row } from "./desk";
import { Copy, State, shown, To, Trouble, useAsked } from "./pieces";
import { Printing } from "./printing";
import { type All, Season } from "./season/season";
import { t as told } from "./season/words";
import { day, t } from "./words";

/** One session: its links, its record, what it left. */
export function Session({ desk, id }: { desk: Desk; id: string }): JSX.Element {
  const { value, failed, again } = useAsked<Looked>(() => desk.look(id), id, 15_000);
  const of = useAsked<All>(() => new Season(desk).all(), id).value?.belongs[id];
  if (!value)
    return (
      <main class="home">
        <h1 class="unseen">{t("sessions")}</h1>
        {failed ? (
          <Trouble what={t("fail_session")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  const closed = value.phase === "closed";
  return (
    <main class="home one">
      <div class="title">
        <div>
          <p class="row">
            <State row={value} />
            {of && (
              <To class="belongs" place={{ page: "community", id: of.community }}>
                {told("belongs", { name: of.name, n: of.position })}
              </To>
            )}
          </p>
          <h1 class="ask">
            <bdi>{value.title}</bdi>
          </h1>
          {value.subtitle && (
            <p class="soft">
              <bdi>{value.subtitle}</bdi>
            </p>
          )}
        </div>
        <p class="num">
          {value.people ? t("people", { n: value.people }) : t("nobody_yet")}
          {value.contributions > 0 && <>, {t("written", { n: value.contributions })}</>}
          <br />
          {t("minutes_planned", { n: value.minutes })}, {t("made_on", { day: day(value.created_at) })}
        </p>
      </div>
      <div class={closed ? "below alone" : "below"}>
        <div class="column">
          {!closed && <Links row={value} />}
          {!closed && can("handouts") && <Printing desk={desk} row={value} community={of?.community ?? ""} />}
          {can("record") && <Record row={value} />}
          <Left row={value} />
          {closed && <Links row={value} />}
          {can("revoke") && <Renew desk={desk} id={value.id} done={again} />}
        </div>
        {!closed && <Poster desk={desk} row={value} />}
      </div>
    </main>
  );
}

const LINKS = [
  { kind: "control", name: "link_control", text: "link_control_text", main: true },
  { kind: "stage", name: "link_stage", text: "link_stage_text", main: false },
  { kind: "join", name: "link_join", text: "link_join_text", main: false },
] as const;

function Links({ row }: { row: Row }): JSX.Element {
  return (
    <section>
      <h2>{t("links")}</h2>
      <ul class="links">
        {LINKS.filter(({ kind }) => row.links[kind]).map(({ kind, name, text, main }) => (
          <li key={kind}>
            <div class="about">
              <b>{t(name)}</b>
              <span class="soft">{t(text)}</span>
            </div>
            <Copy text={row.links[kind]} />
            <a
              class={main && row.phase !== "closed" ? "btn main" : "btn"}
              href={row.links[kind]}
              target="_blank"
              rel="noopener"
              title={shown(row.links[kind])}
            >
              {t("open")}
              <span class="unseen">: {t(name)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The record, at any moment: to be read here, and to be taken away by whoever needs it. */
function Record({ row }: { row: Row }): JSX.Element {
  const empty = row.contributions === 0;
  return (
    <section>
      <h2>{t("record")}</h2>
      <p class="soft">{t(empty ? "record_empty" : "record_text")}</p>
      <div class="row wrap">
        <To class={`btn ${empty ? "" : "main"}`} place={{ page: "record", id: row.id }}>
          <Eye />
          {t("read_here")}
        </To>
        {!empty && (
          <To class="btn" place={{ page: "record", id: row.id, take: true }}>
            <Down />
            {t("take_away")}
          </To>
        )}
      </div>
    </section>
  );
}

/** What the session decided, output by output. */
function Left({ row }: { row: Looked }): JSX.Element {
  const outputs = row.outputs.filter((block) => block.cards.length > 0);
  return (
    <section>
      <h2>{t("left")}</h2>
      {outputs.length === 0 ? (
        <p class="soft">{t(row.phase === "closed" ? "left_nothing" : "left_later")}</p>
      ) : (
        <div class="outputs">
          {outputs.map((block) => (
            <Output key={block.key} block={block} />
          ))}
        </div>
      )}
    </section>
  );
}

function Output({ block }: { block: Block }): JSX.Element {
  return (
    <div class="legacy">
      <h3>{block.title}</h3>
      <ul>
        {block.cards.map((card) => {
          const said = card.lines.filter((line) => line.text && line.kind !== "date");
          const from = [
            card.by,
            card.group,
            ...card.lines.filter((line) => line.kind === "date").map((line) => line.text),
          ];
          return (
            <li key={card.id} class={card.score ? "ranked" : ""}>
              {card.score && (
                <span class="num place">
                  {card.score.place}
                  {card.score.tied && "="}
                </span>
              )}
              <span>
                <bdi class="serif">{said.map((line) => line.text).join(". ")}</bdi>
                {from.some(Boolean) && <small class="soft"> {from.filter(Boolean).join(", ")}</small>}
              </span>
              {card.score && (
                <small class="soft num">
                  {t("score", { total: Number(card.score.total.toFixed(1)), outof: card.score.outof })}
                </small>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** What hangs on the wall: the code to scan, and the code to type. */
function Poster({ desk, row }: { desk: Desk; row: Row }): JSX.Element {
  const drawn = useDrawing(row.links.join, desk.token);
  return (
    <aside class="card soon poster" data-theme="light">
      <h2 class="for-print">{row.title}</h2>
      <Qr drawn={drawn} label={t("qr_label", { code: spaced(row.code) })} />
      <p>
        {t("point")} <b>{shown(row.links.join).replace(/\/join$/, "")}</b> {t("and_code")}
      </p>
      <b class="code">{spaced(row.code)}</b>
      <div class="row not-printed">
        <button type="button" class="btn" onClick={() => print()}>
          {t("print")}
        </button>
        <Copy text={row.links.join} />
      </div>
    </aside>
  );
}

/** Links in the wrong hands: new ones, asked twice, as it cannot be undone. */
function Renew({ desk, id, done }: { desk: Desk; id: string; done: () => void }): JSX.Element {
  const [state, setState] = useState<"" | "sure" | "busy" | "done">("");
  const [failed, setFailed] = useState<{ says: string }>();
  const renew = async () => {
    setState("busy");
    const got = await desk.renew(id);
    setFailed(got.ok ? undefined : got);
    setState(got.ok ? "done" : "");
    if (got.ok) done();
  };
  return (
    <section class="renew">
      {state === "done" ? (
        <p class="banner ok" role="status">
          <Lock />
          {t("new_links_done")}
        </p>
      ) : (
        <>
          <p class="small soft">{t("new_links_text")}</p>
          {failed && <Trouble what={t("fail_links")} says={failed.says} safe={t("safe")} />}
          {state === "" ? (
            <button type="button" class="btn bare" onClick={() => setState("sure")}>
              {t("new_links")}
            </button>
          ) : (
            <div class="row">
              <button type="button" class="btn main" aria-busy={state === "busy"} onClick={() => void renew()}>
                {t("new_links_sure")}
              </button>
              <button type="button" class="btn" onClick={() => setState("")}>
                {t("new_links_no")}
              </button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
