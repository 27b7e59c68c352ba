import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Back, Next, Pause, Play } from "../lib/icons-desk";
import type { Frame, Ready, Screen, Shown } from "../preview/frame";
import type { Desk } from "./desk";
import { Trouble, useAsked } from "./pieces";
import { t } from "./words";

/** How long a moment stands. */
const FRAME_MS = 2500;
/** Enough to see every group form; more only take longer to rehearse. */
const PLENTY = 12;

/** The large screens: only one of them is looked at at a time. */
const LARGE = ["stage", "control"] as const;

/** A structure as simulated people play it: the stage or the facilitator's screen, and one phone, moment by moment. */
export function Rehearsal(props: { desk: Desk; slug: string; people: number; least: number }): JSX.Element {
  const bots = Math.min(30, Math.max(props.least, Math.min(props.people, PLENTY)));
  const { value, failed, again } = useAsked(() => props.desk.rehearse(props.slug, bots), `${props.slug} ${bots}`);
  return (
    <section class="rehearsal" aria-label={t("preview")}>
      {failed && !value ? (
        <Trouble what={t("fail_preview")} says={failed.says} safe={t("safe_preview")} again={again} />
      ) : value?.frames.length ? (
        <Player key={`${props.slug} ${bots}`} frames={value.frames} bots={bots} />
      ) : (
        <div class="screens">
          <p class="screen stage waits" role="status">
            {t("rehearsing", { n: bots })}
          </p>
          <p class="screen phone waits" />
        </div>
      )}
    </section>
  );
}

/** The frames at which a step begins. */
export function beginnings(frames: readonly Frame[]): number[] {
  const key = (at: number) => frames[at]?.room.step?.key;
  return frames.map((_, at) => at).filter((at) => at === 0 || key(at) !== key(at - 1));
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function Player({ frames, bots }: { frames: readonly Frame[]; bots: number }): JSX.Element {
  const [at, setAt] = useState(0);
  const [playing, play] = useState(() => !still());
  const [large, look] = useState<(typeof LARGE)[number]>("stage");
  const [ready, setReady] = useState<Partial<Record<Screen, true>>>({});
  const both = Boolean(ready[large] && ready.phone);
  const last = frames.length - 1;
  useEffect(() => {
    if (!playing || !both) return;
    const timer = setTimeout(() => (at < last ? setAt(at + 1) : play(false)), FRAME_MS);
    return () => clearTimeout(timer);
  }, [playing, both, at, last]);
  const starts = beginnings(frames);
  const step = starts.filter((start) => start <= at).length - 1;
  const turn = (to: number) => {
    play(false);
    setAt(starts[Math.min(starts.length - 1, Math.max(0, to))] ?? 0);
  };
  const frame = frames[at];
  if (!frame) return <p />;
  const told = (which: Screen) => () => setReady((known) => ({ ...known, [which]: true }));
  const over = at === last && !playing;
  return (
    <>
      <div class="looks">
        {LARGE.map((one) => (
          <button key={one} type="button" class="btn bare" aria-pressed={one === large} onClick={() => look(one)}>
            {t(`look_${one}`)}
          </button>
        ))}
      </div>
      <div class="screens">
        <Shows key={large} which={large} frame={frame} ready={told(large)} />
        <Shows which="phone" frame={frame} ready={told("phone")} />
      </div>
      <div class="reel">
        <div class="row">
          <button type="button" class="btn" disabled={step === 0} onClick={() => turn(step - 1)}>
            <Back class="ico flip" />
            <span class="unseen">{t("step_before")}</span>
          </button>
          <button
            type="button"
            class="btn play"
            onClick={() => {
              if (over) setAt(0);
              play(!playing);
            }}
          >
            {playing ? <Pause /> : <Play />}
            {t(playing ? "pause" : over ? "play_again" : "play")}
          </button>
          <button type="button" class="btn" disabled={step === starts.length - 1} onClick={() => turn(step + 1)}>
            <Next class="ico flip" />
            <span class="unseen">{t("step_after")}</span>
          </button>
        </div>
        {/* While it plays by itself it would talk without a pause; who turns the pages hears each. */}
        <p class="cue" aria-live={playing ? "off" : "polite"}>
          <b>
            {frame.step}
            <span class="soft num"> {t("step_of", { n: step + 1, of: starts.length })}</span>
          </b>
          <span>{frame.says}</span>
        </p>
        <span class="bar" aria-hidden="true">
          <i style={{ "--p": `${(100 * (at + 1)) / frames.length}` }} />
        </span>
        <p class="small soft">{t("played_by", { n: bots })}</p>
      </div>
    </>
  );
}

/**
 * A screen of the rehearsal, in a page of its own: its looks and ours keep out of each other's way. The style sheet
 * says how large it is drawn; it is scaled to its place, and what stands on it keeps its proportions.
 */
function Shows({ which, frame, ready }: { which: Screen; frame: Frame; ready: () => void }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLIFrameElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const hear = (event: MessageEvent<Ready>) => {
      if (event.origin !== location.origin || event.source !== page.current?.contentWindow) return;
      if (event.data?.ready !== which) return;
      setOpen(true);
      ready();
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [which]);
  useEffect(() => {
    if (open) page.current?.contentWindow?.postMessage({ frame } satisfies Shown, location.origin);
  }, [open, frame]);
  useEffect(() => {
    const place = box.current;
    const drawn = page.current;
    if (!place || !drawn) return;
    const measure = () => place.style.setProperty("--scale", `${place.clientWidth / drawn.offsetWidth}`);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(place);
    watch.observe(drawn);
    return () => watch.disconnect();
  }, []);
  return (
    <div class={`screen ${which}`} ref={box} inert aria-hidden="true">
      <iframe ref={page} src={`/preview#${which}`} title={t(`preview_${which}`)} tabIndex={-1} />
    </div>
  );
}
