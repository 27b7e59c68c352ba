import type { Clock, Control, RunItem } from "../lib/wire";

/** When each line of the run begins and how long it takes, as things stand now. Instants in seconds since 1970. */
export interface Forecast {
  readonly end: number;
  /** seconds after the planned end; negative: early; 0 when there is no plan to compare with */
  readonly late: number;
  readonly lines: ReadonlyMap<string, { readonly starts: number; readonly seconds: number }>;
}

/** A step that is opened again has at least this long. */
const REOPENED = 60;

/** A step this long is no part of a meeting: it goes on between two of them, and takes none of its minutes. */
export const DAY = 86_400;
const minutesOf = (step: { readonly seconds: number }): number => (step.seconds < DAY ? step.seconds : 0);

/** Seconds of the steps after the present one; those played before would be opened again on the way. */
function later(item: RunItem, now_key: string): number {
  const at = item.steps.findIndex((s) => s.key === now_key);
  return item.steps
    .slice(at + 1)
    .reduce((sum, s) => sum + (s.state === "next" ? minutesOf(s) : s.state === "done" ? REOPENED : 0), 0);
}

/** Seconds the whole item takes as it is set now; lines without steps take what was planned. */
export function lengthOf(item: RunItem): number {
  if (item.kind === "note") return 0;
  const steps = item.steps.filter((s) => s.state !== "left_out");
  return steps.length ? steps.reduce((sum, s) => sum + minutesOf(s), 0) : item.planned;
}

/**
 * The rest of the session, step by step from now: what is left on the clock, the later steps of the present item, and
 * every item still to come. An overrun clock adds nothing: it has already cost what it cost.
 */
export function forecast(
  control: Pick<Control, "run" | "planned_end" | "now_key">,
  clock: Clock | null,
  left: number,
  now: number,
): Forecast {
  const lines = new Map<string, { starts: number; seconds: number }>();
  const here = control.run.findIndex((i) => i.state === "now");
  const first = control.run.find((i) => i.state !== "skipped");
  // Before the start nothing can begin earlier than planned, and nothing can begin in the past.
  let at = here < 0 ? Math.max(now, first?.planned_at ?? 0) : now;
  control.run.forEach((item, place) => {
    if (item.state === "skipped") return;
    if (place < here || (here < 0 && item.state === "done")) {
      // A line jumped over on the way here is behind us: it has no time of its own.
      if (item.began_at > 0) lines.set(item.key, { starts: item.began_at, seconds: item.took });
      return;
    }
    if (item.state === "now") {
      const step = item.steps.find((s) => s.key === control.now_key);
      const rest = Math.max(0, clock ? left : step ? minutesOf(step) : 0) + later(item, control.now_key);
      lines.set(item.key, { starts: item.began_at, seconds: at - item.began_at + rest });
      at += rest;
      return;
    }
    const seconds = item.state === "done" ? later(item, "") : lengthOf(item);
    lines.set(item.key, { starts: at, seconds });
    at += seconds;
  });
  return { end: at, late: control.planned_end > 0 ? at - control.planned_end : 0, lines };
}

/** Whole minutes, so that 29 seconds late is on time and the sentence does not flicker. */
export const minutes = (seconds: number): number => Math.round(seconds / 60);

/** Minutes of all that is to be played. */
export const wholeRun = (run: readonly RunItem[]): number =>
  minutes(run.filter((i) => i.state !== "skipped").reduce((sum, i) => sum + lengthOf(i), 0));

export interface Cut {
  readonly step: string;
  readonly minutes: number;
  readonly was: number;
}

export interface Suggestion {
  readonly item: string;
  readonly title: string;
  readonly minutes: number;
  /** seconds won */
  readonly saves: number;
  readonly end: number;
  readonly cuts: readonly Cut[];
}

/** A structure squeezed below this share of its plan is no longer itself. */
const LEAST_SHARE = 0.6;

function squeeze(item: RunItem, late: number, end: number): Suggestion | null {
  const steps = item.steps.filter((s) => s.state === "next" && minutesOf(s) > 0);
  const current = steps.reduce((sum, s) => sum + s.seconds, 0);
  if (!current) return null;
  const whole = item.state === "next" ? Math.max(item.planned, current) : current;
  const win = Math.min(late, current - LEAST_SHARE * whole);
  if (win < 60) return null;
  const share = 1 - win / current;
  const cuts: Cut[] = [];
  let saves = 0;
  for (const step of steps) {
    // People think in minutes; only short steps are cut by halves.
    const unit = step.seconds >= 240 ? 60 : 30;
    const to = Math.max(Math.min(60, step.seconds), Math.round((step.seconds * share) / unit) * unit);
    if (to >= step.seconds) continue;
    cuts.push({ step: step.key, minutes: to / 60, was: step.seconds / 60 });
    saves += step.seconds - to;
  }
  if (saves < 60) return null;
  return { item: item.key, title: item.title, minutes: minutes(current - saves), saves, end: end - saves, cuts };
}

/**
 * The one cut that helps most: the first item to come that makes the session end in time, or else the one that wins
 * most. Breaks are left alone. Null when nothing is late or nothing can give.
 */
export function suggest(run: readonly RunItem[], at: Pick<Forecast, "end" | "late">): Suggestion | null {
  if (minutes(at.late) < 2) return null;
  const here = run.findIndex((i) => i.state === "now");
  const can = run
    .slice(Math.max(0, here))
    .filter((i) => (i.state === "next" || i.state === "now") && (i.kind === "structure" || i.kind === "talk"))
    .map((i) => squeeze(i, at.late, at.end))
    .filter((s): s is Suggestion => s !== null);
  const enough = can.filter((s) => minutes(at.late - s.saves) <= 0);
  // The later item of two equals is the better one to cut: the earlier one can still be cut if need be.
  const best = (list: readonly Suggestion[]) =>
    list.reduce<Suggestion | null>((top, s) => (top && top.saves > s.saves ? top : s), null);
  return enough[0] ?? best(can);
}

/** How a finished item compares with its plan, in whole minutes: positive is over. */
export const overBy = (item: RunItem): number => minutes(item.took - item.planned);
