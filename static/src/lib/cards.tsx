import type { JSX } from "preact";
import { Bookmark, Pen } from "./icons";
import type { Block, Card, Line } from "./wire";
import { dayName, t } from "./words";

const VOICE = new Set(["text", "long"]);
const readable = (line: Line): string => (line.kind === "date" ? dayName(line.text) : line.text);

const voices = (card: Card): readonly Line[] => card.lines.filter((one) => VOICE.has(one.kind) && one.text);

/** Lines that make one sentence together: "How can we … and at the same time …". Their labels go on in small letters. */
function sentence(said: readonly Line[]): string {
  const [first, ...rest] = said;
  if (!first || !rest.length || !rest.every((one) => /^\p{Ll}/u.test(one.label))) return "";
  return said.map((one) => `${one.label} ${one.text}`).join(" ");
}

/** A card in one line: for a list, a ranking, a calendar. */
export function titleOf(card: Card): string {
  const said = voices(card);
  const line = said[0] ?? card.lines[0];
  return sentence(said) || (line ? readable(line) : "");
}

/** The lines of a card: people's own words in the voice of the question, the rest said plainly. */
export function Lines({ card }: { card: Card }): JSX.Element {
  const said = voices(card);
  const whole = sentence(said);
  const voiced = whole ? said : said.slice(0, 1);
  return (
    <>
      {voiced.length > 0 && (
        <p class="voice" dir="auto">
          {whole || voiced[0]?.text}
        </p>
      )}
      {card.lines.map(
        (line) =>
          line.text &&
          !voiced.includes(line) && (
            <p key={line.label} dir="auto">
              {line.label && <b>{line.label}: </b>}
              {readable(line)}
            </p>
          ),
      )}
    </>
  );
}

export function CardView({ card, large }: { card: Card; large?: boolean }): JSX.Element {
  const from = [card.by, card.group].filter(Boolean).join(", ");
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

/** How often each score was given, as columns with their figures. */
export function Spread({
  spread,
  low,
  ends = ["", ""],
  small,
}: {
  spread: readonly number[];
  low: number;
  ends?: readonly [string, string];
  small?: boolean;
}): JSX.Element {
  const most = Math.max(1, ...spread);
  const says = spread.map((n, k) => t("spread_says", { n, score: low + k })).join(", ");
  return (
    <div class={`spread${small ? " small" : ""}`} role="img" aria-label={says} style={{ "--n": spread.length }}>
      {spread.map((n, k) => (
        <span key={k}>
          {!small && <b>{n || ""}</b>}
          <i style={{ "--h": (n / most).toFixed(3) }} />
          {!small && <small>{low + k}</small>}
        </span>
      ))}
      {!small && (ends[0] || ends[1]) && (
        <p class="ends">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      )}
    </div>
  );
}

function Ranking({ block }: { block: Block }): JSX.Element {
  return (
    <ol class="ranking">
      {block.cards.map((card) => (
        <li key={card.id} class={card.score?.tied ? "tied" : ""}>
          {card.score && <span class="place">{card.score.place + (card.score.tied ? "=" : "")}</span>}
          <div class="grow">
            <Lines card={card} />
          </div>
          {card.score && (
            <div class="stand">
              <Spread small spread={card.score.spread} low={card.score.low} />
              <b class="num">
                {Math.round(card.score.total * 10) / 10}
                <span class="unseen"> {t("out_of", { outof: card.score.outof })}</span>
              </b>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function Commitments({ block }: { block: Block }): JSX.Element {
  return (
    <ul class="commitments">
      {block.cards.map((card) => {
        const when = card.lines.find((line) => line.kind === "date");
        const others = card.lines.filter((line) => line !== when && line.text);
        return (
          <li key={card.id}>
            <b dir="auto">{card.by}</b>
            {others.length ? <Lines card={{ ...card, lines: others }} /> : <p class="blank">{t("no_commitment")}</p>}
            {(others.length > 0 || when?.text) && (
              <p class={when?.text ? "when" : "blank"}>{when?.text ? readable(when) : t("no_day")}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Cards shown together, in the way the step asks for. An empty block says what will come. */
export function BlockView({ block, bare }: { block: Block; bare?: boolean }): JSX.Element {
  const { show, cards } = block;
  return (
    <section class={`block ${show}`}>
      {block.title && !bare && <h2>{block.title}</h2>}
      {show === "spread" && <Spread spread={block.spread} low={block.low} ends={block.ends} />}
      {show === "ranking" ? (
        <Ranking block={block} />
      ) : show === "commitments" ? (
        <Commitments block={block} />
      ) : (
        <ul>
          {cards.map((card) => (
            <li key={card.id} class={card.id === block.spot ? "spot" : ""}>
              <CardView card={card} />
            </li>
          ))}
        </ul>
      )}
      {!cards.length && show !== "spread" && <p class="soft">{t("nothing_yet")}</p>}
      {block.more > 0 && <p class="soft">{t("more", { n: block.more })}</p>}
      {block.waiting > 0 && <p class="soft">{t("waiting", { n: block.waiting })}</p>}
    </section>
  );
}
