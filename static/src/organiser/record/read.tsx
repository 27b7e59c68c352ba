import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { dayName } from "../../lib/words";
import { Hidden } from "./fix";
import { LineOf, type Reading } from "./line";
import { type Index, type Spot, sought } from "./lineage";
import { PartOf } from "./part";
import type { Takes } from "./takes";
import type { Told } from "./tree";
import { at, minutes, t } from "./words";

const MOST_FOUND = 100;
const SHORT = 12;

/** The record to be read, searched and followed. `open` is the line that is looked at. */
export function Read(props: {
  index: Index;
  takes: Takes;
  open: string;
  follow: (key: string) => void;
  changed: (says: string) => void;
  mayFix: boolean;
  turn: number;
}): JSX.Element {
  const { index, takes, open, mayFix, turn } = props;
  const [typed, setTyped] = useState("");
  const words = useMemo(() => sought(typed), [typed]);
  const hits = useMemo(() => index.find(words), [index, words]);
  const follow = (key: string) => {
    if (key && !hits.some((spot) => spot.key === key)) setTyped("");
    props.follow(key);
  };
  const reading: Reading = { ...props, follow, sought: words };
  useEffect(() => {
    const line = open && document.getElementById(`line-${open}`);
    if (!line) return;
    line.scrollIntoView({ block: "center" });
    line.focus({ preventScroll: true });
  }, [open]);
  return (
    <>
      <div class="beside">
        <search class="field">
          <label for="sought">{t("search")}</label>
          <input
            id="sought"
            type="search"
            dir="auto"
            autoComplete="off"
            placeholder={t("search_hint")}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p class="small soft" role="status">
            {words.length > 0 && (hits.length ? t("found", { n: hits.length }) : t("found_none"))}
          </p>
        </search>
        {words.length === 0 && <Contents index={index} />}
        {words.length > 0 && (
          <button type="button" class="btn" onClick={() => setTyped("")}>
            {t("clear")}
          </button>
        )}
      </div>
      <div class="sheet-of">
        {words.length > 0 ? (
          <article class="paper record">
            <Hits hits={hits} reading={reading} />
          </article>
        ) : (
          index.numbers.map((number) => {
            const told = index.session(number);
            return (
              told && (
                <Meeting key={number} number={number} told={told} reading={reading}>
                  {mayFix && index.tree.sessions[number] && (
                    <Hidden
                      takes={takes}
                      session={index.tree.sessions[number].id}
                      turn={turn}
                      changed={props.changed}
                    />
                  )}
                </Meeting>
              )
            );
          })
        )}
      </div>
    </>
  );
}

/** The lines that were found, under the steps in which they stand. */
function Hits({ hits, reading }: { hits: readonly Spot[]; reading: Reading }): JSX.Element {
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

function Contents({ index }: { index: Index }): JSX.Element {
  const many = index.numbers.length > 1;
  return (
    <details class="contents" open={matchMedia("(min-width: 70rem)").matches}>
      <summary>{t("contents")}</summary>
      {index.numbers.map((number) => {
        const told = index.session(number);
        if (!told) return null;
        return (
          <div key={number}>
            {many && (
              <p>
                <Jump to={`session-${number}`}>
                  <b>
                    {t("session_n", { n: number })} <bdi>{told.title}</bdi>
                  </b>
                </Jump>
              </p>
            )}
            <ul>
              {told.outputs.length > 0 && (
                <li>
                  <Jump to={`decided-${number}`}>{t("decided")}</Jump>
                </li>
              )}
              {told.commitments.length > 0 && (
                <li>
                  <Jump to={`will-${number}`}>{t("will_do")}</Jump>
                </li>
              )}
              {told.parts
                .filter((part) => part.kind === "structure" || part.steps.some((step) => step.words.length))
                .map((part) => (
                  <li key={part.number}>
                    <Jump to={`part-${number}-${part.number}`}>
                      <span class="num soft">{part.number}</span> <bdi>{part.title}</bdi>
                    </Jump>
                  </li>
                ))}
            </ul>
          </div>
        );
      })}
    </details>
  );
}

/** A way to a place in this page; the address stays as it is, because it says where the organiser is. */
function Jump({
  to,
  children,
}: {
  to: string;
  children: JSX.Element | string | (JSX.Element | string)[];
}): JSX.Element {
  return (
    <a
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        const there = document.getElementById(to);
        there?.scrollIntoView({ block: "start" });
        there?.focus({ preventScroll: true });
      }}
    >
      {children}
    </a>
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
      {told.began && !told.ended && <p class="banner">{t("so_far")}</p>}
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
  return (
    <section>
      <h3 class="chapter" id={`will-${number}`} tabIndex={-1}>
        {t("will_do")}
      </h3>
      <ul class="left">
        {told.commitments.map((one) => {
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
    </section>
  );
}
