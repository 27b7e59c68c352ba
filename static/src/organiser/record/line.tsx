import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { dayName } from "../../lib/words";
import type { Got } from "../desk";
import { Fix } from "./fix";
import { found, type Hop, type Index, type Spot } from "./lineage";
import type { Takes } from "./takes";
import type { Word } from "./tree";
import { t } from "./words";

/** What the lines of the read record share: where one is followed to, and what may be done to it. */
export interface Reading {
  readonly index: Index;
  readonly takes: Takes;
  /** The line that is looked at, or "". */
  readonly open: string;
  readonly sought: readonly string[];
  readonly follow: (key: string) => void;
  /** Reads the record again, after something was put right: `says` what, and `undo` takes it back. Done when it is read. */
  readonly changed: (says: string, undo?: () => Promise<Got<object>>) => Promise<void>;
  readonly mayFix: boolean;
  /** These are lines that were found: they stand in the whole record, too. */
  readonly found?: boolean;
}

const DEEP = 4;
const MOST_HOPS = 8;

/** Words, with those marked that are looked for. */
export function Marked({ text, sought }: { text: string; sought: readonly string[] }): JSX.Element {
  const hits = sought.length ? found(text, sought) : [];
  let at = 0;
  return (
    <bdi>
      {hits.map(([from, to]) => {
        const before = text.slice(at, from);
        at = to;
        return (
          <>
            {before}
            <mark>{text.slice(from, to)}</mark>
          </>
        );
      })}
      {text.slice(at)}
    </bdi>
  );
}

/** A line of the record. Opened, it shows what it comes from and what it became. */
export function LineOf({ spot, reading }: { spot: Spot; reading: Reading }): JSX.Element {
  const is = reading.open === spot.key;
  // Of thousands of lines, only those change that are opened or closed, or in which something else is looked for.
  return useMemo(() => drawn(spot, reading, is), [spot, is && reading, reading.sought, reading.mayFix]);
}

function drawn(spot: Spot, reading: Reading, is: boolean): JSX.Element {
  const { index, sought, follow } = reading;
  const { word, key } = spot;
  const back = index.back(key).length;
  const on = index.ahead(key).length;
  return (
    <li id={`${reading.found ? "hit" : "line"}-${key}`} class={is ? "line on" : "line"} tabIndex={-1}>
      <p class="serif">
        <Marked text={spot.text} sought={sought} />
      </p>
      <p class="from small">
        <button type="button" class="ref" aria-expanded={is} onClick={() => follow(is ? "" : key)}>
          <span class="num">{word.ref}</span>
          {back > 0 && <span>{t("from_n", { n: back })}</span>}
          {on > 0 && <span>{t("became_n", { n: on })}</span>}
          <span class="unseen">. {t(back || on ? "follow" : "follow_fix")}</span>
        </button>
        <About word={word} sought={sought} />
      </p>
      {is && (
        <div class="follow">
          <Way reading={reading} of={key} back />
          <Way reading={reading} of={key} />
          <Scored word={word} />
          <Former word={word} />
          {reading.mayFix && <Fix spot={spot} reading={reading} />}
        </div>
      )}
    </li>
  );
}

function About({ word, sought }: { word: Word; sought: readonly string[] }): JSX.Element {
  const date = word.said.find((one) => one.kind === "date")?.text;
  const said = [
    word.who || word.role,
    word.group,
    word.to && t("for", { group: word.to }),
    date && t("by", { day: dayName(date) }),
    word.marked && t("marked"),
  ].filter((one): one is string => Boolean(one));
  return (
    <span class="soft">
      {said.length > 0 && <Marked text={said.join(", ")} sought={sought} />}
      {word.scores && (
        <b class="num"> {t("score", { total: Number(word.scores.total.toFixed(1)), outof: word.scores.outof })}</b>
      )}
    </span>
  );
}

/** The way back from a line, or the way on, as far as a few steps. */
function Way({ reading, of, back = false }: { reading: Reading; of: string; back?: boolean }): JSX.Element {
  const hops = back ? reading.index.back(of) : reading.index.ahead(of);
  return (
    <div class="way">
      <h5>{t(back ? "back_title" : "on_title")}</h5>
      {hops.length ? (
        <Hops reading={reading} hops={hops} back={back} seen={[of]} />
      ) : (
        <p class="soft small">{t(back ? "back_none" : "on_none")}</p>
      )}
    </div>
  );
}

function Hops(props: {
  reading: Reading;
  hops: readonly Hop[];
  back: boolean;
  seen: readonly string[];
}): JSX.Element | null {
  const { reading, hops, back, seen } = props;
  const [all, setAll] = useState(false);
  const { index, follow } = reading;
  const fresh = hops.filter((hop) => !seen.includes(hop.key));
  const shown = all ? fresh : fresh.slice(0, MOST_HOPS);
  if (!fresh.length) return null;
  return (
    <ul>
      {shown.map((hop) => {
        const spot = index.spots.get(hop.key);
        if (!spot) return null;
        const further = back ? index.back(hop.key) : index.ahead(hop.key);
        const where = index.numbers.length > 1 ? t("there", { n: spot.session, ref: spot.word.ref }) : spot.word.ref;
        return (
          <li key={hop.key}>
            <small class="soft">{t(WORDS[back ? "back" : "on"][hop.how])}</small>{" "}
            <a
              href={`#${hop.key}`}
              onClick={(event) => {
                event.preventDefault();
                follow(hop.key);
              }}
            >
              <bdi class="serif">{spot.text}</bdi>
            </a>{" "}
            <small class="soft num">{where}</small>
            {seen.length < DEEP && <Hops reading={reading} hops={further} back={back} seen={[...seen, hop.key]} />}
          </li>
        );
      })}
      {fresh.length > shown.length && (
        <li>
          <button type="button" class="btn bare small" onClick={() => setAll(true)}>
            {t("more_hops", { n: fresh.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  );
}

const WORDS = {
  back: { part: "how_part", grew: "how_grew", from: "how_from", same: "how_same", under: "how_under" },
  on: { part: "on_part", grew: "on_grew", from: "on_from", same: "on_same", under: "on_under" },
} as const;

/** How often each score was given. */
function Scored({ word }: { word: Word }): JSX.Element | null {
  if (!word.scores) return null;
  const { spread, low } = word.scores;
  const most = Math.max(1, ...spread);
  return (
    <div class="way">
      <h5>{t("scores")}</h5>
      <ul class="tally">
        {spread.map((n, at) => (
          <li key={`${at}`}>
            <span class="num" aria-hidden="true">
              {low + at}
            </span>
            <span class="bar" aria-hidden="true">
              <i style={{ "--p": String((100 * n) / most) }} />
            </span>
            <span class="num">
              <span aria-hidden="true">{n}</span>
              <span class="unseen">{t("times", { score: low + at, n })}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Former({ word }: { word: Word }): JSX.Element | null {
  if (!word.former.length) return null;
  return (
    <div class="way">
      {word.former.map((text, at) => (
        <p key={`${at}`}>
          <small class="soft">{t(word.put_right.includes(text) ? "former_host" : "former")}: </small>
          <bdi class="serif was">{text}</bdi>
        </p>
      ))}
    </div>
  );
}
