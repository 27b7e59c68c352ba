import type { JSX } from "preact";
import { Bookmark } from "../lib/icons";
import type { Block, Card, Score } from "../lib/wire";
import { dayName } from "../lib/words";
import { Fit } from "./frame";
import { type Field, hang, ranksOf, rowsOf, sizes, whatOf, wordsOf } from "./paging";
import { t } from "./words";

function Words({ card }: { card: Card }): JSX.Element {
  const lines = card.lines.filter((line) => line.text);
  return (
    <>
      {lines.map((line, at) => (
        <p key={line.label || String(at)} class={`line ${line.kind}`}>
          {line.label && lines.length > 1 && <small>{line.label}</small>}
          <bdi>{line.kind === "date" ? dayName(line.text) : line.text}</bdi>
        </p>
      ))}
    </>
  );
}

function Source({ card }: { card: Card }): JSX.Element | null {
  const from = [card.by, card.group].filter(Boolean).join(", ");
  if (!from && card.joined < 1) return null;
  return (
    <footer>
      {from && <bdi>{from}</bdi>}
      {card.joined > 0 && <span class="badge">{t("put_together", { n: card.joined + 1 })}</span>}
    </footer>
  );
}

/** One thing at a time, as large as its words allow. */
function Spot({ card }: { card: Card }): JSX.Element {
  return (
    <Fit class="light" most={6.6} least={1.5} on={card.id + wordsOf(card)}>
      <article key={card.id}>
        <Words card={card} />
        <Source card={card} />
      </article>
    </Fit>
  );
}

function Wall({ cards, size, columns }: { cards: readonly Card[]; size: number; columns: number }): JSX.Element {
  return (
    <Fit class="hung" most={size} least={1.5} on={cards.map((card) => card.id + wordsOf(card)).join()}>
      <div class="wall" style={{ "--columns": String(columns) }}>
        {cards.map((card) => (
          <article key={card.id} class="card">
            {card.marked && <Bookmark class="kept" />}
            <Words card={card} />
            <Source card={card} />
          </article>
        ))}
      </div>
    </Fit>
  );
}

function Bars({ score }: { score: Score }): JSX.Element {
  const most = Math.max(...score.spread, 5);
  const list = score.spread.flatMap((count, at) => Array<number>(count).fill(score.low + at)).join(", ");
  return (
    <div class="bars" role="img" aria-label={t("scores", { list })} style={{ "--steps": String(score.spread.length) }}>
      {score.spread.map((count, at) => (
        <span key={at}>
          {most > 5 ? (
            <i class="solid" style={{ "--part": (count / most).toFixed(3) }} />
          ) : (
            [...Array(count).keys()].map((n) => <i key={n} />)
          )}
        </span>
      ))}
    </div>
  );
}

function Ranking({ cards, size }: { cards: readonly Card[]; size: number }): JSX.Element {
  return (
    <ol class="rank" style={{ "--size": `${size.toFixed(2)}cqi` }}>
      {cards.map((card) => (
        <li key={card.id} class={card.score?.tied ? "tie" : ""}>
          <span class="n num">
            {card.score?.place ?? ""}
            {card.score?.tied && "="}
          </span>
          <span class="t">
            <bdi>{card.lines[0]?.text}</bdi>
            {card.lines.slice(1).map(
              (line) =>
                line.text && (
                  <small key={line.label}>
                    {line.label && <b>{line.label}: </b>}
                    <bdi>{line.text}</bdi>
                  </small>
                ),
            )}
          </span>
          {card.score ? <Bars score={card.score} /> : <span />}
          <span class="sum num">{card.score ? Number(card.score.total.toFixed(1)) : ""}</span>
        </li>
      ))}
    </ol>
  );
}

/** The spread of the room's answers: a column for each, its count, and the words at both ends. */
function Columns({ block }: { block: Block }): JSX.Element {
  const most = Math.max(1, ...block.spread);
  return (
    <figure class="columns">
      <ol style={{ "--steps": String(block.spread.length) }}>
        {block.spread.map((count, at) => (
          <li key={at} class={count ? "" : "none"}>
            <b class="num">{count || ""}</b>
            <i style={{ "--part": (count / most).toFixed(3) }} />
            <span class="num">{block.low + at}</span>
          </li>
        ))}
      </ol>
      <figcaption>
        <span>{block.ends[0]}</span>
        <span>{block.ends[1]}</span>
      </figcaption>
    </figure>
  );
}

/** What people say they will do. A blank stays a blank for all to see: that is where the room can help. */
function Commitments({ cards, size }: { cards: readonly Card[]; size: number }): JSX.Element {
  const one = (card: Card, kinds: readonly string[]) =>
    card.lines.find((line) => kinds.includes(line.kind))?.text ?? "";
  return (
    <ol class="commitments" style={{ "--size": `${size.toFixed(2)}cqi` }}>
      {cards.map((card) => {
        const person = one(card, ["person"]);
        const who = card.by || person;
        const with_ = card.by && person && person !== card.by ? person : "";
        const day = one(card, ["date"]);
        const what = whatOf(card);
        return (
          <li key={card.id}>
            <b class={who ? "" : "blank"}>
              <bdi>{who || t("blank_who")}</bdi>
            </b>
            <span class={`what ${what ? "" : "blank"}`}>
              <bdi>{what || t("blank_what")}</bdi>
              {with_ && <small>{t("with", { name: with_ })}</small>}
            </span>
            <span class={`day num ${day ? "" : "blank"}`}>{day ? dayName(day, "short") : t("blank_when")}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** A page of a block: its cards and how they are set. `spot`: its one card stands alone. */
export interface Sheet {
  readonly block: Block;
  readonly cards: readonly Card[];
  readonly size: number;
  readonly columns: number;
  readonly spot: boolean;
}

/** All pages of all blocks, one after the other. */
export function sheetsOf(blocks: readonly Block[], field: Field): Sheet[] {
  return blocks.flatMap((block): Sheet[] => {
    const spot = block.cards.find((card) => card.id === block.spot);
    if (spot) return [{ block, cards: [spot], size: 0, columns: 1, spot: true }];
    // One card needs no wall.
    if (block.cards.length === 1 && (block.show === "wall" || block.show === "cards"))
      return [{ block, cards: block.cards, size: 0, columns: 1, spot: true }];
    if (block.show === "ranking") {
      const { size, pages } = ranksOf(block.cards, field.high, field.wide - 34, sizes(3, 1.9));
      return pages.map((cards) => ({ block, cards, size, columns: 1, spot: false }));
    }
    if (block.show === "commitments") {
      const { size, pages } = rowsOf(block.cards, field.high, field.wide - 37, sizes(3, 2.2));
      return pages.map((cards) => ({ block, cards, size, columns: 1, spot: false }));
    }
    const beside = block.show === "spread" ? { wide: field.wide * 0.52, high: field.high } : field;
    if (block.cards.length === 0) return [{ block, cards: [], size: 0, columns: 1, spot: false }];
    const { pages, size, columns } = hang(block.cards, beside);
    return pages.map((cards) => ({
      block,
      cards,
      size,
      columns: Math.min(columns, block.show === "spread" ? 2 : 4),
      spot: false,
    }));
  });
}

/** A sheet as the stage shows it. */
export function Shown({ sheet }: { sheet: Sheet }): JSX.Element | null {
  const { block, cards, size, columns } = sheet;
  const [first] = cards;
  if (sheet.spot) return first ? <Spot card={first} /> : null;
  if (block.show === "ranking") return <Ranking cards={cards} size={size} />;
  if (block.show === "commitments") return <Commitments cards={cards} size={size} />;
  if (block.show !== "spread") return <Wall cards={cards} size={size} columns={columns} />;
  return (
    <div class={`agree ${cards.length ? "" : "bare"}`}>
      <Columns block={block} />
      {cards.length > 0 && <Wall cards={cards} size={size} columns={columns} />}
    </div>
  );
}

/** What stands above a ranking's columns of figures. */
export function Heads({ block }: { block: Block }): JSX.Element | null {
  const score = block.cards.find((card) => card.score)?.score;
  if (!score) return null;
  return (
    <span class="heads" aria-hidden="true">
      <span class="key num" style={{ "--steps": String(score.spread.length) }}>
        {score.spread.map((_, n) => (
          <span key={n}>{score.low + n}</span>
        ))}
      </span>
      <span class="outof">{t("out_of", { n: score.outof })}</span>
    </span>
  );
}
