import { computed, signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { mute, muted, ring } from "../lib/bell";
import { type Call, type Face, runClock, type Timed } from "../lib/clock";
import type { Connection } from "../lib/connection";
import { Bell, BellOff, Mark, NoSignal } from "../lib/icons";
import type { Room, Stage as StagePart } from "../lib/wire";
import { timeOfDay } from "../lib/words";
import { Closed } from "./closed";
import { Door, Fit, Frame } from "./frame";
import { Harvest } from "./harvest";
import { Lobby } from "./lobby";
import { findingTime, gone, NOTHING_SEEN, remember, sceneOf, seatedAs, stays, together } from "./scene";
import { layOut, pagesIn } from "./seating";
import { Lanes, Market } from "./side";
import { locked } from "./sound";
import { Break, Step } from "./step";
import { Who } from "./who";
import { t } from "./words";

/** As much of a connection as the stage needs: it never sends a command. */
export type Ear = Pick<Connection, "parts" | "status" | "heard" | "refusal" | "token">;

/** The stage of a session: whatever stands now, the calls that ring, and what is wrong, if anything. */
export function Stage({ ear, start = true }: { ear: Ear; start?: boolean }): JSX.Element {
  const { parts } = ear;
  const { face, says } = useClock(ear);
  useBells(ear, start);
  const room = parts.room.value;
  const stage = parts.stage.value;
  const now = useMinute(parts) * 1000;
  const finding = useFinding(room, stage, face);
  return (
    <div class="stage">
      <Notices ear={ear} />
      {room?.message && room.phase !== "closed" && (
        <div class="message" role="status">
          <Bell />
          <Fit class="message-words" most={3.4} least={1.7} on={room.message}>
            <p>
              <bdi>{room.message}</bdi>
            </p>
          </Fit>
        </div>
      )}
      <div class="play">
        <Scenes ear={ear} room={room} stage={stage} face={face} now={now} finding={finding} />
      </div>
      <p class="unseen" aria-live="polite">
        {says}
      </p>
    </div>
  );
}

function Scenes(props: {
  ear: Ear;
  room: Room | null;
  stage: StagePart | null;
  face: Face | null;
  now: number;
  finding: boolean;
}): JSX.Element {
  const { ear, room, stage, face, now } = props;
  const refusal = ear.refusal.value;
  const scene = useMemo(() => sceneOf(room, stage, props.finding), [room, stage, props.finding]);
  if (refusal && refusal.code !== "closed")
    return <Plain title={t("refused_title")} text={refusal.says || t("refused_help")} />;
  const step = room?.step;
  if (!room || scene.kind === "wait") return <Plain title={t("waiting")} text={t("waiting_small")} />;
  if (scene.kind === "lobby") return <Lobby room={room} stage={stage} token={ear.token} now={now} />;
  if (scene.kind === "closed") return <Closed room={room} now={now} />;
  if (!step) {
    const title = room.coming || t("between");
    return <Plain title={title} text={t("between_small")} stage={stage} />;
  }
  const with_ = { room, step, stage, face, now };
  if (scene.kind === "break") return <Break key={step.key} {...with_} />;
  if (scene.kind === "blocks")
    return <Harvest key={step.key} step={step} stage={stage} blocks={scene.blocks} face={face} />;
  if (scene.kind === "who" && stage) return <Who key={`${step.key} who`} step={step} stage={stage} face={face} />;
  if (scene.kind === "market") return <Market key={`${step.key} market`} {...with_} />;
  if (scene.kind === "lanes" && stage)
    return <Lanes key={`${step.key} lanes`} step={step} stage={stage} face={face} lanes={scene.lanes} />;
  return <Step key={step.key} {...with_} />;
}

/** A sentence or two where there is nothing else to show. */
export function Plain(props: { title: string; text: string; stage?: StagePart | null }): JSX.Element {
  return (
    <Frame
      class="step plain"
      header={
        <>
          <Mark class="logo" />
          <b>Tingsha</b>
        </>
      }
      footer={<Door stage={props.stage ?? null} />}
    >
      <main>
        <Fit class="says" most={6.4} least={2.6} on={props.title + props.text}>
          <h1 class="big">
            <bdi>{props.title}</bdi>
          </h1>
          <p class="ask-now">{props.text}</p>
        </Fit>
      </main>
    </Frame>
  );
}

/** What is wrong with the line or the bell. The picture below stays as it is. */
function Notices({ ear }: { ear: Ear }): JSX.Element | null {
  const away = ear.status.value === "offline" && ear.parts.room.value;
  const heard = ear.heard.value;
  const bell = locked.value ? "sound_locked" : muted.value ? "sound_off" : "";
  if (!away && !bell) return null;
  return (
    <div class="notices">
      {away && (
        <p class="notice" role="status">
          <NoSignal />
          {heard ? t("offline_since", { time: timeOfDay(heard) }) : t("offline")}
        </p>
      )}
      {bell && (
        <button
          type="button"
          class="notice bell"
          title={t("sound_hint")}
          onClick={() => !locked.peek() && mute(!muted.peek())}
        >
          {locked.value ? <Bell /> : <BellOff />}
          {t(bell)}
        </button>
      )}
    </div>
  );
}

const CALLED: Record<Call, "last_minute" | "ten" | "over"> = { minute: "last_minute", ten: "ten", end: "over" };

/** The clock's face, and what was last called. */
function useClock(ear: Ear): { face: Face | null; says: string } {
  const [says, say] = useState("");
  const clock = useMemo(() => {
    const source = computed<Timed | null>(() => {
      const room = ear.parts.room.value;
      // A step between meetings has a day, not minutes: no ring, and no bell.
      return room?.step && room.clock && !room.clock.due && room.phase === "running"
        ? { step: room.step.key, clock: room.clock }
        : null;
    });
    return runClock(
      source,
      () => ear.parts.serverNow(),
      (call) => {
        ring(call);
        say(t(CALLED[call]));
      },
    );
  }, [ear]);
  useEffect(() => clock.stop, [clock]);
  return { face: clock.face.value, says };
}

/** The facilitator's bell rings here too, but not for what was rung before this page opened. */
function useBells(ear: Ear, start: boolean): void {
  const bells = ear.parts.room.value?.bells;
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (bells === undefined) return;
    if (start && before.current !== undefined && bells > before.current) ring("minute");
    before.current = bells;
  }, [bells, start]);
}

/** The server's clock to the minute, so that the time of day wakes the screen once a minute only. */
function useMinute(parts: Ear["parts"]): number {
  const minute = useMemo(() => signal(Math.floor(parts.serverNow() / 60)), [parts]);
  useEffect(() => {
    const look = () => {
      minute.value = Math.floor(parts.serverNow() / 60);
    };
    look();
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [minute, parts]);
  return minute.value * 60;
}

/** Whether people are still finding their places: not when everybody stays where they were a step ago. */
function useFinding(room: Room | null, stage: StagePart | null, face: Face | null): boolean {
  const memory = useRef(NOTHING_SEEN);
  const step = room?.step?.key ?? "";
  const { seated, pages } = useMemo(() => {
    const groups = together(stage?.groups ?? []);
    return { seated: seatedAs(groups), pages: groups.length ? pagesIn(layOut(groups, { wide: 92, high: 32 })) : 0 };
  }, [stage]);
  memory.current = remember(memory.current, step, seated, performance.now());
  if (pages === 0 || stays(memory.current)) return false;
  const elapsed =
    face && !face.open ? gone(room?.clock ?? null, face.state === "over" ? 0 : face.left) : (face?.past ?? 0);
  return elapsed < findingTime(pages, room?.clock ?? null);
}
