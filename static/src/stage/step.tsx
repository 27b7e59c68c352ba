import type { JSX } from "preact";
import { standsBeside } from "../lib/before";
import { titleOf } from "../lib/cards";
import { digits, type Face } from "../lib/clock";
import { Mark } from "../lib/icons";
import { VOICE } from "../lib/lines";
import { Ring } from "../lib/ring";
import { Glyph, Trail } from "../lib/trail";
import type { Block, Card, GroupFace, Room, Stage, StepFace, Tally } from "../lib/wire";
import { timeOfDay, wholeDay } from "../lib/words";
import { Door, Fit, Frame } from "./frame";
import { rolesOf } from "./lanes";
import { together } from "./scene";
import { t } from "./words";

/** Signs of a trail that leave room for the name of the structure and the clock. */
const NEAR = 9;

/** Of a long trail, what is near: the steps before and after this one. */
export function near<T extends { readonly state: string }>(trail: readonly T[]): readonly T[] {
  const now = trail.findIndex((one) => one.state === "now");
  const from = Math.max(0, Math.min(now - (NEAR >> 1), trail.length - NEAR));
  return trail.slice(from, from + NEAR);
}

/** Where we are: the trail, the structure, which step of it, which round. */
export function Where({ step }: { step: StepFace }): JSX.Element {
  const [n, of] = step.round;
  const { structure } = step;
  return (
    <>
      <Trail trail={near(step.trail)} />
      {step.trail.length < 2 && step.trail[0] && (
        <span class="trail lone">
          <span class="now">
            <Glyph sign={step.trail[0].sign} />
            {step.word !== structure && <bdi>{step.word}</bdi>}
          </span>
        </span>
      )}
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

/** Whether there is a number worth telling: where all write one text, "0 of 1 groups" would say nothing. */
export function counts(tally: Tally): boolean {
  return tally.what !== "" && tally.of > (tally.what === "groups_written" ? 1 : 0);
}

/** How many have written, as a dot each while dots can be counted (`brief`: in words alone), and never who. */
export function Done({ tally, brief }: { tally: Tally; brief?: boolean }): JSX.Element {
  const done = Math.min(tally.done, tally.of);
  return (
    <span class="done">
      {brief ? null : tally.of <= 30 ? (
        <span class="dots" aria-hidden="true" style={{ "--of": String(tally.of) }}>
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
        <b class="num">{t("done_of", { n: done, of: tally.of })}</b> {tally.what && t(tally.what, { n: done })}
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

/** What the lines of cards that are shown by their first line alone go on from; nothing where they differ. */
function headOf(cards: readonly Card[]): string {
  const first = cards.map((card) => card.lines.find((line) => VOICE.has(line.kind) && line.text === titleOf(card)));
  const heads = new Set(first.map((line) => line?.label ?? ""));
  return heads.size === 1 ? ([...heads][0] ?? "") : "";
}

/** What this structure begins with: a few words of what was left behind before. */
function Pinned({ blocks }: { blocks: readonly Block[] }): JSX.Element | null {
  const cards = blocks.flatMap((block) => block.cards);
  if (cards.length === 0) return null;
  const most = cards.length > 3 ? 2 : 3;
  const more = cards.length - most + blocks.reduce((sum, block) => sum + block.more, 0);
  return (
    <aside class="pinned">
      <h2>{headOf(cards) || (blocks.length === 1 && blocks[0]?.title) || t("pinned")}</h2>
      {cards.slice(0, most).map((card) => (
        <q key={card.id}>
          <bdi>{titleOf(card)}</bdi>
        </q>
      ))}
      {more > 0 && <small>{t("on_phones", { n: more })}</small>}
    </aside>
  );
}

/** What to do with the phone while people talk: where all hear one, as the phones say it too. */
function talkSays(
  step: StepFace,
  face: Face | null,
): "talk_all" | "talk" | "talk_open" | "talk_read" | "talk_read_open" {
  if (step.trail.some((one) => one.state === "now" && one.sign === "A")) return "talk_all";
  const rings = face && !face.open && face.total > 90 && face.left > 60;
  return step.reads ? (rings ? "talk_read" : "talk_read_open") : rings ? "talk" : "talk_open";
}

/** A step: the question, what to do, and the clock. */
export function Step(props: { room: Room; step: StepFace; stage: Stage | null; face: Face | null; now: number }) {
  const { room, step, stage, face } = props;
  const question = step.invitation || step.ask;
  const says = step.invitation ? step.ask : "";
  const long = question.length > 150;
  const beside = room.blocks.filter((block) => standsBeside(step, block.key, block.cards.length));
  const pinned = [...beside, ...room.pinned].filter((block) => block.cards.length > 0);
  const turns = turn(step, together(stage?.groups ?? []), face);
  const tally = stage?.tally;
  const roles = turns || step.writes ? [] : rolesOf(step, stage?.groups ?? []);
  // Where words are asked for but nothing is counted, nothing leaves the phones.
  const staysClose = step.writes !== "" && tally?.what === "";
  const due = room.clock?.due ? wholeDay(room.clock.due) : "";
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
          {tally && counts(tally) ? (
            <Done tally={tally} />
          ) : staysClose ? (
            <span class="done">{t("stays_on_phone")}</span>
          ) : turns ? (
            <span class="done">{turns}</span>
          ) : step.talk ? (
            <span class="done">{t(talkSays(step, face))}</span>
          ) : null}
          <Door stage={stage} />
        </>
      }
    >
      <main>
        <Fit
          class="says"
          most={7.4}
          least={2.6}
          on={`${question}|${says}|${turns && tally?.what}|${pinned.length}|${roles.join()}|${due}`}
        >
          <h1 class="big">
            <bdi>{question}</bdi>
          </h1>
          {says && (
            <p class="ask-now">
              <bdi>{says}</bdi>
            </p>
          )}
          {roles.length > 0 && <p class="roles">{t("roles", { roles: roles.join("\u00a0· ") })}</p>}
          {due && (
            <p class="due">
              {t("until")} <b>{due}</b>
            </p>
          )}
          <Pinned blocks={pinned} />
        </Fit>
        {face && <Ring face={face} small={small(face)} size={room.message ? "26cqi" : long ? "25cqi" : "31cqi"} />}
      </main>
    </Frame>
  );
}

/** The small clock of scenes that need their room for something else. */
export function Corner({ face }: { face: Face | null }): JSX.Element | null {
  return face && <span class="end corner">{<Ring face={face} size="7.5cqi" />}</span>;
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
          <Mark class="logo" />
          <bdi class="where">{room.title}</bdi>
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
        <Fit class="says" most={7.4} least={3} on={`${title}|${step.ask}|${end}`}>
          <p class="eyebrow">
            <bdi>{title}</bdi>
          </p>
          <h1 class="big num">{end ? t("back_at", { time: timeOfDay(end) }) : t("back_soon")}</h1>
          {step.ask && (
            <p class="ask-now">
              <bdi>{step.ask}</bdi>
            </p>
          )}
        </Fit>
        {face && <Ring face={face} small={small(face)} size="31cqi" />}
      </main>
    </Frame>
  );
}
