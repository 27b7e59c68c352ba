import type { JSX } from "preact";
import { digits, type Face } from "../lib/clock";
import { Hand, Pen, Pin, Video } from "../lib/icons";
import { CardView, Stem } from "../lib/lines";
import { Trail } from "../lib/trail";
import type { Group, Own, StepFace } from "../lib/wire";
import { and } from "../lib/words";
import { Clock } from "./page";
import type { Seat } from "./seat";
import { t } from "./words";

/** Where we are: the structure, its steps or rounds, and the clock. */
export function Crown({ step, face, still }: { step: StepFace; face: Face | null; still?: boolean }): JSX.Element {
  const [round, rounds] = step.round;
  const many = rounds > 1;
  return (
    <div class={`crown${still ? " still" : ""}`}>
      <div class="where">
        <h2>
          {many
            ? t("round_of", { structure: step.structure, n: round, of: rounds })
            : step.of > 1
              ? t("step_of", { structure: step.structure, n: step.n, of: step.of })
              : step.structure}
        </h2>
        {many && (
          <p class="pips">
            {Array.from({ length: rounds }, (_, k) => (
              <i key={k} class={k + 1 < round ? "done" : k + 1 === round ? "now" : ""} />
            ))}
            <span>{step.word}</span>
          </p>
        )}
        {!many && <Trail trail={step.trail} />}
      </div>
      {face && !still && <Clock face={face} />}
    </div>
  );
}

/** The question, in a size that leaves room for what else there is. */
export function Question({ step, own, dense }: { step: StepFace; own: Own | null; dense: boolean }): JSX.Element {
  const words = step.invitation || step.ask;
  const size = own?.dealt ? 4 : Math.min(3, (words.length > 120 ? 3 : words.length > 64 ? 2 : 1) + (dense ? 1 : 0));
  // What a role asks stands with the role.
  const ask = (own?.says && !own.role ? own.says : "") || (own?.says || !step.invitation ? "" : step.ask);
  return (
    <div class="question">
      <h1 id="ask" class={`ask s${size}${words.length > 180 ? " long" : ""}`} dir="auto">
        {words}
      </h1>
      {ask && (
        <p class="do" dir="auto">
          {ask}
        </p>
      )}
    </div>
  );
}

/** Who is here with me, without me. */
function others(group: Group | null, own: Own | null): readonly string[] {
  return group?.group?.members.filter((one) => one.seat !== own?.seat).map((one) => one.name) ?? [];
}

/** What one's group is about, and the prompt that is its own. */
export function Topic({ group }: { group: Group | null }): JSX.Element | null {
  const { topic = "", ask = "" } = group?.group ?? {};
  if (!topic && !ask) return null;
  return (
    <div class="topic">
      {topic && (
        <p class="voice" dir="auto">
          {topic}
        </p>
      )}
      {ask && <p dir="auto">{ask}</p>}
    </div>
  );
}

const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);

/** The part one plays now, what it asks, and who plays the others. */
export function Parts({ group, own }: { group: Group | null; own: Own | null }): JSX.Element | null {
  const sits = group?.group?.sits;
  if (!own || !(own.role || sits)) return null;
  const played = new Map<string, string[]>();
  for (const one of group?.group?.members ?? [])
    if (one.role && one.role !== own.role) played.set(one.role, [...(played.get(one.role) ?? []), one.name]);
  return (
    <section class="role" aria-label={t("part")}>
      {own.role && (
        <p>
          <span class="label">{t("part")}</span>
          <b dir="auto">{capital(own.role)}</b>
        </p>
      )}
      {sits && <p class="sits">{t(sits === "in" ? "sits_in" : "sits_out")}</p>}
      {own.says && (
        <p class="says" dir="auto">
          {own.says}
        </p>
      )}
      {played.size > 0 && played.size < 7 && (
        <p class="cast">
          {[...played].map(([role, names]) => (
            <span key={role}>
              {t("member_part", {
                role: capital(role),
                names: names.length > 4 ? t("people", { n: names.length }) : names.join(", "),
              })}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

/** With whom and where, in one line (`large`: in the middle of a resting screen). */
export function Whereabouts({
  step,
  group,
  own,
  large,
}: {
  step: StepFace;
  group: Group | null;
  own: Own | null;
  large?: boolean;
}): JSX.Element | null {
  const here = group?.group;
  const sign = step.trail.find((one) => one.state === "now")?.sign;
  if (!here) {
    if (sign === "A" || sign === "1") return large ? <p class="who">{t(sign === "A" ? "together" : "alone")}</p> : null;
    return sign && !step.trail.every((one) => one.sign === "1") && step.kind === "structure" && own ? (
      <p class="note">
        <Hand />
        <span>{t("no_group")}</span>
      </p>
    ) : null;
  }
  if (here.members.length > 12 && !here.link && !here.topic) return large ? <p class="who">{t("together")}</p> : null;
  const names = others(group, own);
  const place = [here.label, here.where].filter(Boolean).join(", ");
  const who = names.length ? and([t("you"), ...names]) : t("alone");
  return (
    <>
      {large ? (
        <>
          <p class={`who${names.length > 3 ? " many" : ""}`}>{who}</p>
          <p class="at">
            <Pin />
            {place}
          </p>
        </>
      ) : (
        <p class="note soft">
          <Pin />
          <span>
            {place}: {who}
          </span>
        </p>
      )}
      {here.link && (
        <a class="btn" href={here.link} target="_blank" rel="noopener noreferrer">
          <Video />
          {t("video")}
        </a>
      )}
    </>
  );
}

/** Whose turn it is, when a group shares the time of a step equally. */
export function turnOf(group: Group, face: Face): { at: number; left: number } | null {
  const count = group.group?.members.length ?? 0;
  if (count < 2 || face.open || face.state === "over" || !face.total) return null;
  const each = face.total / count;
  const gone = face.total - face.left;
  const at = Math.min(count - 1, Math.max(0, Math.floor(gone / each)));
  return { at, left: Math.max(0, Math.ceil(each * (at + 1) - gone)) };
}

export function Turn({ group, own, face }: { group: Group; own: Own; face: Face }): JSX.Element | null {
  const turn = turnOf(group, face);
  const members = group.group?.members ?? [];
  const [now, next] = turn ? [members[turn.at], members[turn.at + 1]] : [];
  if (!turn || !now) return null;
  const then = !next
    ? t("turn_last")
    : next.seat === own.seat
      ? t("turn_then_you")
      : t("turn_then", { name: next.name });
  return (
    <p class="turn">
      <b>{now.seat === own.seat ? t("turn_you") : t("turn_of", { name: now.name })}</b>
      <span class="soft num">
        <span aria-hidden="true">{t("turn_left", { time: digits(turn.left) })}</span>, {then}
      </span>
    </p>
  );
}

/** Who has the pen, to the person in this seat. */
export const penSays = ({ pen, pen_name }: Group, seat: number | undefined): string =>
  t(!pen_name ? "no_pen" : pen === seat ? "you_pen" : "has_pen", { name: pen_name });

/** What the pen-holder writes, for the others of the group. */
export function Live({ group, seat }: { group: Group; seat: number | undefined }): JSX.Element {
  return (
    <section class="live" aria-label={t("group_notes")}>
      <p class="pen">
        <Pen />
        {penSays(group, seat)}
      </p>
      <Stem cards={group.words} title="" />
      {group.words.map((card) => (
        <CardView key={card.id} card={{ ...card, group: "" }} />
      ))}
      {group.pen_name && !group.words.length && <p class="soft">{t("nothing_live")}</p>}
    </section>
  );
}

export function HelpButton({ seat, group, own }: { seat: Seat; group: Group | null; own: Own | null }): JSX.Element {
  const called = own?.help || group?.help;
  return (
    <button
      type="button"
      class="btn"
      aria-pressed={Boolean(called)}
      onClick={() => void seat.do(own?.help ? { do: "answer_help", seat: own.seat } : { do: "call_help", words: "" })}
      disabled={Boolean(called && !own?.help)}
    >
      <Hand />
      {own?.help ? t("help_done") : called ? t("help_called") : t("help")}
    </button>
  );
}
