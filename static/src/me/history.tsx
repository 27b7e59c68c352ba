import type { JSX } from "preact";
import { dayName, wordsOf } from "../lib/words";
import type { Change } from "./promised";
import en from "./promises.json";

/** The words about promises. */
export const t = wordsOf(en);

/** What became of it, oldest first. */
export function History({ changes }: { changes: readonly Change[] }): JSX.Element {
  return (
    <ul class="history small">
      {changes.map((one, n) => (
        <li key={n} dir="auto">
          {t(`was_${one.did}`, {
            who: one.who,
            other: one.other,
            what: one.what,
            day: one.due ? dayName(one.due) : t("no_day"),
          })}
          {one.line && <q dir="auto">{one.line}</q>}
        </li>
      ))}
    </ul>
  );
}
