import { wordsOf } from "../lib/words";
import words from "./rights.json";

const t = wordsOf(words);
const YEAR = 365;

/** How long what was written stays: days after the last meeting of its series, null where nothing makes it go. */
export function howLong(days: number | null): string {
  if (days === null) return t("what_long_ever");
  return days === YEAR ? t("what_long_year") : t("what_long_days", { n: days });
}
