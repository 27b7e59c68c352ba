import { wordsOf } from "../../lib/words";
import en from "./en.json";

/** The words of the record's pages. */
export const t = wordsOf(en);

/** Seconds as whole minutes, at least one where there were any. */
export function minutes(seconds: number): string {
  return t("minutes", { n: seconds > 0 ? Math.max(1, Math.round(seconds / 60)) : 0 });
}

/** An instant ("2026-11-05T10:00:00Z") as its day and time where the reader is. */
export function at(instant: string): string {
  return new Date(instant).toLocaleString("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });
}
