import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { LineOf, type Reading } from "./line";
import type { Spot } from "./lineage";
import { t } from "./words";

const MOST_FOUND = 100;
/** Milliseconds without a new letter after which thousands of lines are looked through. */
const PAUSE = 80;

/** What was typed, once somebody pauses; nothing at once when the field is empty. */
export function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), typed ? PAUSE : 0);
    return () => clearTimeout(timer);
  }, [typed]);
  return typed && paused;
}

/** The field to search in. `found`: how many lines have it, undefined while nothing is looked for. */
export function Search(props: { typed: string; found: number | undefined; type: (text: string) => void }): JSX.Element {
  const { typed, found, type } = props;
  return (
    <search class="field">
      <label for="sought">{t("search")}</label>
      <input
        id="sought"
        type="search"
        dir="auto"
        autoComplete="off"
        placeholder={t("search_hint")}
        value={typed}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <p class="small soft" role="status">
        {found !== undefined && (found ? t("found", { n: found }) : t("found_none"))}
      </p>
    </search>
  );
}

/** The lines that were found, under the steps in which they stand. */
export function Hits({ hits, reading }: { hits: readonly Spot[]; reading: Reading }): JSX.Element {
  const shown = hits.slice(0, MOST_FOUND);
  const groups: { head: string; spots: Spot[] }[] = [];
  for (const spot of shown) {
    const session = reading.index.numbers.length > 1 ? `${t("session_n", { n: spot.session })}. ` : "";
    const place = spot.part
      ? `${spot.part.number}. ${spot.part.title}: ${spot.step?.word ?? ""}`
      : (spot.brought ?? "");
    const last = groups.at(-1);
    if (last?.head === session + place) last.spots.push(spot);
    else groups.push({ head: session + place, spots: [spot] });
  }
  return (
    <>
      <h2>{hits.length ? t("found", { n: hits.length }) : t("found_none")}</h2>
      {groups.map(({ head, spots }) => (
        <section key={head}>
          <h4>
            <bdi>{head}</bdi>
          </h4>
          <ul class="lines">
            {spots.map((spot) => (
              <LineOf key={spot.key} spot={spot} reading={reading} />
            ))}
          </ul>
        </section>
      ))}
      {hits.length > shown.length && <p class="soft">{t("found_more", { n: hits.length - shown.length })}</p>}
    </>
  );
}
