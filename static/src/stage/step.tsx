import type { JSX } from "preact";
import { digits, type Face } from "../lib/clock";
import { Ring } from "../lib/ring";
import { Glyph, Trail } from "../lib/trail";
import type { Block, GroupFace, Room, Stage, StepFace, Tally } from "../lib/wire";
import { timeOfDay } from "../lib/words";
import { Door, Fit, Frame, Turns, useField, useTurn } from "./frame";
import { directory, type Found, pagesOf, range, seat, wordsOf } from "./paging";
import { TURN, together } from "./scene";
import { t } from "./words";

/** Where we are: the trail, the structure, which step of it, which round. */
export function Where({ step }: { step: StepFace }): JSX.Element {
  const [n, of] = step.round;
  const { structure } = step;
  return (
    <>
      <Trail trail={step.trail} />
      {step.trail.length < 2 && step.trail[0] && <Glyph sign={step.trail[0].sign} />}
      <bdi class="where">
        {of > 1
          ? t("round_of", { structure, n, of })
          : step.of > 1
            ? t("step_of", { structure, n: step.n, of: step.of })
            : structure}
      </bdi>
    </>
  );
}

/** The word under the figure of the large ring. */
function small(face: Face): string {
  if (face.state === "over") return t("over");
  if (face.state === "ten") return t("ten");
  if (face.state === "last") return t("last_minute");
  return face.open ? t("planned", { time: digits(face.total) }) : t("of_total", { time: digits(face.total) });
}

/** How many have written, as a dot each while dots can be counted, and never who. */
function Done({ tally }: { tally: Tally }): JSX.Element | null {
  if (!tally.what || tally.of < 1) return null;
  const done = Math.min(tally.done, tally.of);
  return (
    <span class="done">
      {tally.of <= 40 ? (
        <span class="dots" aria-hidden="true">
          {[...Array(tally.of).keys()].map((n) => (
            <i key={n} class={n < done ? "y" : ""} />
          ))}
        </span>
      ) : (
        <span class="bar" aria-hidden="true" style={{ "--p": ((100 * done) / tally.of).toFixed(1) }}>
          <i />
        </span>
      )}
      <span>
        <b class="num">{t("done_of", { n: done, of: tally.of })}</b> {t(tally.what, { n: done })}
      </span>
    </span>
  );
}

/** Whose turn it is, where all groups take turns in step with each other. */
function turn(step: StepFace, groups: readonly GroupFace[], face: Face | null): string {
  const sizes = new Set(groups.map((group) => group.members.length));
  const of = sizes.size === 1 ? (groups[0]?.members.length ?? 0) : 0;
  if (!step.turns) return "";
  if (of < 2 || of > 12 || !face || face.open || face.total <= 0) return t("turns");
  const each = face.total / of;
  const n = Math.min(of, 1 + Math.floor((face.total - face.left) / each));
  return `${t("turn_of", { n: face.state === "over" ? of : n, of })}, ${t("turn_each", { time: digits(Math.round(each)) })}`;
}

/** What this structure begins with: a few words of what was left behind before. */
function Pinned({ blocks }: { blocks: readonly Block[] }): JSX.Element | null {
  const cards = blocks.flatMap((block) => block.cards);
  if (cards.length === 0) return null;
  const most = cards.length > 3 ? 2 : 3;
  const more = cards.length - most + blocks.reduce((sum, block) => sum + block.more, 0);
  return (
    <aside class="pinned">
      <h2>{blocks.length === 1 && blocks[0]?.title ? blocks[0].title : t("pinned")}</h2>
      {cards.slice(0, most).map((card) => (
        <q key={card.id}>
          <bdi>{wordsOf(card)}</bdi>
        </q>
      ))}
      {more > 0 && <small>{t("on_phones", { n: more })}</small>}
    </aside>
  );
}

/** A step: the question, what to do, and the clock. */
export function Step(props: { room: Room; step: StepFace; stage: Stage | null; face: Face | null; now: number }) {
  const { room, step, stage, face } = props;
  const question = step.invitation || step.ask;
  const says = step.invitation ? step.ask : "";
  const long = question.length > 150;
  const pinned = room.pinned.filter((block) => block.cards.length > 0);
  const turns = turn(step, together(stage?.groups ?? []), face);
  const tally = stage?.tally;
  return (
    <Frame
      class={`step ${long ? "long" : ""} ${face ? "" : "clockless"}`}
      header={
        <>
          <Where step={step} />
          <span class="end num">{timeOfDay(props.now)}</span>
        </>
      }
      footer={
        <>
          {tally?.what && tally.of > 0 ? (
            <Done tally={tally} />
          ) : turns ? (
            <span class="done">{turns}</span>
          ) : step.talk ? (
            <span class="done">{t(face && !face.open && face.total > 90 ? "talk" : "talk_open")}</span>
          ) : null}
          <Door stage={stage} />
        </>
      }
    >
      <main>
        <Fit class="says" most={7.4} least={2.6} on={`${question}|${says}|${turns && tally?.what}|${pinned.length}`}>
          <h1 class="big">
            <bdi>{question}</bdi>
          </h1>
          {says && (
            <p class="ask-now">
              <bdi>{says}</bdi>
            </p>
          )}
          <Pinned blocks={pinned} />
        </Fit>
        {face && <Ring face={face} small={small(face)} size={long ? "25cqi" : "31cqi"} />}
      </main>
    </Frame>
  );
}

/** The small clock of scenes that need their room for something else. */
export function Corner({ face }: { face: Face | null }): JSX.Element | null {
  return face && <span class="end corner">{<Ring face={face} size="7.5cqi" />}</span>;
}

function Group({ group, compact }: { group: GroupFace; compact: boolean }): JSX.Element {
  return (
    <section class={compact ? "compact" : ""}>
      <h2>
        <bdi>{group.label}</bdi>
        {(group.where || (group.link && !compact)) && <small>{group.where || t("on_phone")}</small>}
      </h2>
      <ul>
        {group.members.map((member) => (
          <li key={member.seat} class={member.role ? "has-role" : ""}>
            <bdi>{member.name}</bdi>
            {member.role && <small>{member.role}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Groups for as many pages as a room can wait for; beyond that, people find themselves by name. */
const MOST_PAGES = 4;

/** Who is with whom, and where. */
export function Who(props: { room: Room; step: StepFace; stage: Stage; face: Face | null }): JSX.Element {
  const { step, stage, face } = props;
  const [field, measure] = useField();
  const groups = together(stage.groups);
  const roles = groups.some((group) => group.members.some((member) => member.role));
  const seating = seat(groups, field, roles ? 2.4 : 2.1);
  const cards = pagesOf(groups, seating.each, () => 1);
  const byName = cards.length > MOST_PAGES;
  const size = 2;
  const columns = 4;
  const rows = Math.max(1, Math.floor(field.high / (size * 1.42)));
  const names: readonly Found[][] = byName ? pagesOf(directory(groups), rows * columns, () => 1) : [];
  const count = byName ? names.length : cards.length;
  const at = useTurn(count, TURN, step.key);
  const page = names[at] ?? [];
  return (
    <Frame
      class="finding"
      header={
        <>
          <Where step={step} />
          <Corner face={face} />
        </>
      }
      footer={
        <>
          <span>
            <b class="num">
              {t("people", { n: groups.reduce((sum, group) => sum + group.members.length, 0) })},{" "}
              {t("groups", { n: groups.length })}.
            </b>{" "}
            {t(byName ? "phone_too" : "late")}
          </span>
          <Turns at={at} of={count} />
          <Door stage={stage} />
        </>
      }
    >
      <main>
        <div class="task">
          <Fit class="ask-line" most={4.25} least={2.2} on={`${step.ask}|${step.invitation}`}>
            <h1>
              <bdi>{step.ask || step.invitation}</bdi>
            </h1>
            {step.ask && step.invitation && (
              <p>
                <bdi>{step.invitation}</bdi>
              </p>
            )}
          </Fit>
          {byName && <span class="range">{range(page)}</span>}
        </div>
        <div class="fill" ref={measure}>
          {byName ? (
            <ul class="directory" key={at} style={{ "--rows": String(rows), "--columns": String(columns) }}>
              {page.map((found, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
                <li key={n}>
                  <bdi>{found.name}</bdi>
                  <b>{found.label}</b>
                </li>
              ))}
            </ul>
          ) : (
            <div
              class="who"
              key={at}
              style={{
                "--columns": String(seating.columns),
                "--abreast": String(seating.abreast),
                "--name": `${seating.size.toFixed(2)}cqi`,
              }}
            >
              {(cards[at] ?? []).map((group) => (
                <Group key={group.number} group={group} compact={seating.compact} />
              ))}
            </div>
          )}
        </div>
      </main>
    </Frame>
  );
}

/** A break: when we go on, large, and the clock. */
export function Break(props: { room: Room; step: StepFace; stage: Stage | null; face: Face | null; now: number }) {
  const { step, face, room } = props;
  const running = face && (face.state === "calm" || face.state === "last" || face.state === "ten") && !face.open;
  // The end stands still on the minute: half a minute of drift must not make the room look twice.
  const end = running ? Math.round((props.now / 1000 + face.left) / 60) * 60_000 : 0;
  const title = step.invitation || step.structure || t("break");
  return (
    <Frame
      class="step"
      header={
        <>
          <bdi class="where">{step.structure || t("break")}</bdi>
          <span class="end num">{timeOfDay(props.now)}</span>
        </>
      }
      footer={
        <>
          {room.coming && <span>{t("coming", { what: room.coming })}</span>}
          <Door stage={props.stage} />
        </>
      }
    >
      <main>
        <Fit class="says" most={8} least={3} on={`${title}|${step.ask}|${end}`}>
          <h1 class="big">
            <bdi>{title}</bdi>
          </h1>
          <p class="ask-now num">{end ? t("back_at", { time: timeOfDay(end) }) : step.ask || t("back_soon")}</p>
        </Fit>
        {face && <Ring face={face} small={small(face)} size="31cqi" />}
      </main>
    </Frame>
  );
}
