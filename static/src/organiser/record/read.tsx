import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { dayName } from "../../lib/words";
import { Contents } from "./contents";
import { Hidden } from "./fix";
import type { Reading } from "./line";
import { type Index, sought } from "./lineage";
import { PartOf } from "./part";
import { Hits, Search, usePaused } from "./search";
import type { Takes } from "./takes";
import type { Told } from "./tree";
import { at, minutes, t } from "./words";

const SHORT = 12;
/** Promises that are shown at first. */
const FIRST = 40;
const NONE: readonly string[] = [];

/** The record to be read, searched and followed. `open` is the line that is looked at. */
export function Read(props: {
  index: Index;
  takes: Takes;
  open: string;
  follow: (key: string) => void;
  changed: Reading["changed"];
  mayFix: boolean;
  turn: number;
}): JSX.Element {
  const { index, takes, open, mayFix, turn } = props;
  const [typed, setTyped] = useState("");
  const paused = usePaused(typed);
  const words = useMemo(() => sought(paused), [paused]);
  const hits = useMemo(() => index.find(words), [index, words]);
  const searching = words.length > 0;
  const sheet = useRef<HTMLDivElement>(null);
  /** How far down the reader was when they began to search: there they come back to. */
  const left = useRef<number | undefined>(undefined);
  const follow = (key: string) => {
    if (key && !hits.some((spot) => spot.key === key)) {
      left.current = undefined;
      setTyped("");
    }
    props.follow(key);
  };
  // Lines keep what they are given while nothing changes for them; so it must not be new each time.
  const latest = useRef({ follow, changed: props.changed });
  latest.current = { follow, changed: props.changed };
  const reading = useMemo(
    (): Reading => ({
      index,
      takes,
      mayFix,
      open: searching ? "" : open,
      sought: NONE,
      follow: (key) => latest.current.follow(key),
      changed: (says, undo) => latest.current.changed(says, undo),
    }),
    [index, takes, mayFix, searching ? "" : open],
  );
  useLayoutEffect(() => {
    const top = sheet.current?.getBoundingClientRect().top ?? 0;
    if (searching && top < 0) sheet.current?.scrollIntoView({ block: "start" });
    if (!searching && left.current !== undefined) scrollTo(scrollX, left.current);
  }, [searching]);
  useLayoutEffect(() => {
    const line = open && document.getElementById(`${searching ? "hit" : "line"}-${open}`);
    if (!line) return;
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
  }, [open]);
  const whole = useMemo(
    () =>
      index.numbers.map((number) => {
        const told = index.session(number);
        const session = index.tree.sessions[number]?.id;
        return (
          told && (
            <Meeting key={number} number={number} told={told} reading={reading}>
              {mayFix && session && <Hidden takes={takes} session={session} turn={turn} changed={reading.changed} />}
            </Meeting>
          )
        );
      }),
    [reading, turn],
  );
  return (
    <>
      <div class="beside find">
        <Search
          typed={typed}
          found={searching ? hits.length : undefined}
          type={(text) => {
            if (!typed) left.current = scrollY;
            setTyped(text);
          }}
        />
        {!searching && <Contents index={index} />}
        {searching && (
          <button type="button" class="btn" onClick={() => setTyped("")}>
            {t("clear")}
          </button>
        )}
      </div>
      <div class="sheet-of" ref={sheet}>
        {searching && (
          <article class="paper record">
            <Hits hits={hits} reading={{ ...reading, open, sought: words, found: true }} />
          </article>
        )}
        {/* Kept as it is, so that one is back at once where one was. */}
        <div class="whole" hidden={searching}>
          {whole}
        </div>
      </div>
    </>
  );
}

/** One session: what it is, what it decided, what people will do, and how it went. */
function Meeting(props: {
  number: number;
  told: Told;
  reading: Reading;
  children: JSX.Element | false | undefined | null | "";
}): JSX.Element {
  const { number, told, reading } = props;
  const { index } = reading;
  const people = t("people", { n: told.people });
  const decided = told.outputs.filter((output) => output.lines.length);
  return (
    <article class="paper record">
      <h2 id={`session-${number}`} tabIndex={-1} class="name">
        {index.numbers.length > 1 && <span class="soft num">{number} </span>}
        <bdi>{told.title}</bdi>
      </h2>
      {told.subtitle && (
        <p class="soft">
          <bdi>{told.subtitle}</bdi>
        </p>
      )}
      <dl>
        {told.began && (
          <div>
            <dt>{t("when")}</dt>
            <dd>{at(told.began)}</dd>
          </div>
        )}
        {told.took > 0 && (
          <div>
            <dt>{t("length")}</dt>
            <dd>{t("planned", { took: minutes(told.took), planned: minutes(told.planned) })}</dd>
          </div>
        )}
        <div>
          <dt>{t("came")}</dt>
          <dd>{told.contributed ? t("wrote", { n: told.contributed, people }) : people}</dd>
        </div>
      </dl>
      {told.began && !told.ended && (
        <div class="banner">
          <p class="grow">{t("so_far")}</p>
          <button type="button" class="btn" onClick={() => void reading.changed(t("read_again"))}>
            {t("see_new")}
          </button>
        </div>
      )}
      {decided.length > 0 && (
        <section>
          <h3 class="chapter" id={`decided-${number}`} tabIndex={-1}>
            {t("decided")}
          </h3>
          {decided.map((output) => (
            <Left key={output.name} number={number} output={output} reading={reading} />
          ))}
        </section>
      )}
      {told.commitments.length > 0 && <Promised number={number} told={told} reading={reading} />}
      {told.parts.map((part) => (
        <PartOf key={part.number} number={number} part={part} reading={reading} />
      ))}
      {props.children}
    </article>
  );
}

/** What a part left behind under a name: each line leads to where it stands. */
function Left(props: { number: number; output: Told["outputs"][number]; reading: Reading }): JSX.Element {
  const { number, output, reading } = props;
  const [all, setAll] = useState(false);
  const shown = all ? output.lines : output.lines.slice(0, SHORT);
  return (
    <>
      <h4>
        <bdi>{output.title}</bdi>
      </h4>
      <ol class="left">
        {shown.map(({ word, place }) => (
          <li key={word.ref} class={word.scores ? "ranked" : ""}>
            {word.scores && (
              <span class="num place">
                {word.scores.place}
                {word.scores.tied && "="}
              </span>
            )}
            <To reading={reading} to={`${number}:${word.ref}`} />
            {word.scores ? (
              <small class="soft num">
                {t("score", { total: Number(word.scores.total.toFixed(1)), outof: word.scores.outof })}
              </small>
            ) : (
              place && <small class="soft"> {place}</small>
            )}
          </li>
        ))}
      </ol>
      {output.lines.length > shown.length && (
        <button type="button" class="btn bare" onClick={() => setAll(true)}>
          {t("show_all", { n: output.lines.length - shown.length })}
        </button>
      )}
      {output.reservations.length > 0 && (
        <>
          <h5>{t("reservations")}</h5>
          {output.reservations.map((text, n) => (
            <blockquote key={`${n}`}>
              <bdi>{text}</bdi>
            </blockquote>
          ))}
        </>
      )}
    </>
  );
}

function To({ reading, to, text }: { reading: Reading; to: string; text?: string }): JSX.Element {
  const spot = reading.index.spots.get(to);
  const says = text ?? spot?.text ?? "";
  if (!spot) return <bdi class="serif">{says}</bdi>;
  return (
    <a
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        reading.follow(to);
      }}
    >
      <bdi class="serif">{says}</bdi>
    </a>
  );
}

function Promised({ number, told, reading }: { number: number; told: Told; reading: Reading }): JSX.Element {
  const states = reading.index.tree.states[number] ?? {};
  const [all, setAll] = useState(false);
  const shown = all ? told.commitments : told.commitments.slice(0, FIRST);
  return (
    <section>
      <h3 class="chapter" id={`will-${number}`} tabIndex={-1}>
        {t("will_do")}
      </h3>
      <ul class="left">
        {shown.map((one) => {
          const state = states[one.ref];
          const aside = [
            one.when && t("by", { day: dayName(state?.due || one.when) }),
            one.with_whom && t("with", { name: one.with_whom }),
          ];
          return (
            <li key={one.ref}>
              <b>
                <bdi>{one.who}</bdi>
              </b>{" "}
              <To reading={reading} to={`${number}:${one.ref}`} text={one.what} />{" "}
              <small class="soft">{aside.filter(Boolean).join(", ")}</small>
              {state && <span class="badge">{state.word}</span>}
            </li>
          );
        })}
      </ul>
      {told.commitments.length > shown.length && (
        <button type="button" class="btn bare" onClick={() => setAll(true)}>
          {t("show_promises", { n: told.commitments.length - shown.length })}
        </button>
      )}
    </section>
  );
}
