import type { JSX } from "preact";
import { faces } from "./faced";
import { Bookmark, Pen } from "./icons";
import { Soon } from "./lazy";
import type { Card, Line } from "./wire";
import { dayName, t } from "./words";

/** Kinds of lines in which people say something in their own way. */
export const VOICE = new Set(["text", "long"]);
const readable = (line: Line): string => (line.kind === "date" ? dayName(line.text) : line.text);

/** A label before its answer: a question has its own mark already. */
export const headed = (label: string): string => (label.endsWith("?") ? label : `${label}:`);

/** The lines of a card that are words: of a picture, a line holds only the id. */
export const said = (card: Card): readonly Line[] => card.lines.filter((line) => line.text && line.kind !== "picture");

const voices = (card: Card): readonly Line[] => said(card).filter((line) => VOICE.has(line.kind));

/** Lines that make one sentence together: "How can we … and at the same time …". Their labels go on in small letters. */
function sentence(lines: readonly Line[]): string {
  const [first, ...rest] = lines;
  if (!first || !rest.length || !rest.every((one) => /^\p{Ll}/u.test(one.label))) return "";
  return lines.map((one) => `${one.label} ${one.text}`).join(" ");
}

/** What is said before the voice without a label: "We must not" before the rule, which would say the opposite alone. */
function before(card: Card, voiced: readonly Line[]): Line | undefined {
  const [first] = said(card);
  return !first || first.label || voiced.includes(first) ? undefined : first;
}

/** A card in one line: for a list, a ranking, a calendar. */
export function titleOf(card: Card): string {
  const voiced = voices(card);
  const first = voiced.length ? before(card, voiced) : said(card)[0];
  return [first && readable(first), sentence(voiced) || voiced[0]?.text].filter(Boolean).join(" · ");
}

/** What cards of one line each go on from ("It is hard to"): it stands once, above all of them. */
export function stemOf(cards: readonly Card[]): string {
  const stems = new Set(cards.map((card) => (said(card).length === 1 ? (voices(card)[0]?.label ?? "") : "")));
  return stems.size === 1 ? ([...stems][0] ?? "") : "";
}

export function Stem({ cards, title }: { cards: readonly Card[]; title: string | undefined }): JSX.Element | null {
  const stem = stemOf(cards);
  return stem && stem !== title ? (
    <p class="stem" dir="auto">
      {stem}
    </p>
  ) : null;
}

/** A picture of a card, and what it is called for those who cannot see it. */
export function pictureOf(card: Card): { readonly id: string; readonly alt: string } | null {
  const line = card.lines.find((one) => one.kind === "picture" && one.text);
  return line ? { id: line.text, alt: titleOf(card) } : null;
}

/** The lines of a card: people's own words in the voice of the question, the rest said plainly. */
export function Lines({ card }: { card: Card }): JSX.Element {
  const voiced = voices(card);
  const whole = sentence(voiced);
  // Of many, none stands out: each keeps its label.
  const large = whole ? voiced : voiced.slice(0, voiced.length > 2 ? 0 : 1);
  const picture = pictureOf(card);
  const all = said(card);
  const first = before(card, large);
  return (
    <>
      {picture && <Soon part={faces} pick={(late) => late.Picture} with={picture} />}
      {first && (
        <p dir="auto">
          <b>{readable(first)}</b>
        </p>
      )}
      {large.length > 0 && (
        <p class="voice" dir="auto">
          {whole || large[0]?.text}
        </p>
      )}
      {all.map(
        (line) =>
          line !== first &&
          !large.includes(line) && (
            <p key={line.label} dir="auto">
              {line.label && <b>{headed(line.label)} </b>}
              {readable(line)}
            </p>
          ),
      )}
    </>
  );
}

/** Whose it is and whom it is for, as far as that is told. */
export function sourceOf(card: Card): string {
  return [card.by, card.group].filter(Boolean).join(", ");
}

export function CardView({ card, large }: { card: Card; large?: boolean }): JSX.Element {
  const from = sourceOf(card);
  return (
    <article class={`card${large ? " dealt" : ""}${card.draft ? " live" : ""}`}>
      <Lines card={card} />
      {(from || card.marked || card.joined > 1 || card.draft) && (
        <p class="from">
          {card.draft && <Pen />}
          {card.draft && !from ? t("being_written") : from && t("from", { who: from })}
          {card.joined > 1 && <span class="badge">{t("joined", { n: card.joined })}</span>}
          {card.marked && <Bookmark />}
        </p>
      )}
    </article>
  );
}
