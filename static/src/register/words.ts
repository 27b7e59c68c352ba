import { wordsOf } from "../lib/words";
import en from "./en.json";

/** What the page to register on says. */
export const t = wordsOf(en);

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** "Thursday 14 March 2030 at 10:00" as the clock on the wall there shows it; the year only when it is another one. */
function wall(at: number, timeZone: string): string {
  const year = new Date(at * 1000).getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  return new Date(at * 1000)
    .toLocaleString("en-GB", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year,
      hour: "2-digit",
      minute: "2-digit",
      timeZone,
    })
    .replace(",", "");
}

/** When something is in its own zone, and when that is where the reader is, if that differs. */
export function when(at: number, zone: string): { readonly there: string; readonly here: string } {
  const there = wall(at, zone);
  const here = wall(at, HERE);
  if (there === here) return { there, here: "" };
  const town = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return { there: t("in_town", { when: there, town }), here: t("your_time", { when: here }) };
}
