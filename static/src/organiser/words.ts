import { wordsOf } from "../lib/words";
import en from "./en.json";

/** The words of the organiser's pages. */
export const t = wordsOf(en);

/** "Thursday 5 November". `at` in seconds since 1970. */
export function day(at: number): string {
  return new Date(at * 1000).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
}

/** "5 Nov". `at` in seconds since 1970. */
export function shortDay(at: number): string {
  return new Date(at * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}
