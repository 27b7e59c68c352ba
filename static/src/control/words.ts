import { wordsOf } from "../lib/words";
import en from "./en.json";

/** The control screen's own words. */
export const say = wordsOf(en);

/** "40 s", "4 min": how long something lasted, in the roughest words that still help. */
export function spell(seconds: number): string {
  return seconds < 90
    ? say("seconds", { n: Math.max(0, Math.round(seconds)) })
    : say("minutes", { n: Math.round(seconds / 60) });
}

/** A facilitator's label as people say it: "f2" is "Facilitator 2"; a name stays a name. */
export function facilitator(label: string): string {
  const number = /^f(\d+)$/.exec(label)?.[1];
  return number ? say("facilitator_n", { number }) : label;
}
