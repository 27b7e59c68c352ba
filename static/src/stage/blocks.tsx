import type { JSX } from "preact";
import { Faced } from "../lib/faces";
import { Dots } from "../lib/faces/dots";
import { Picture } from "../lib/faces/picture";
import { Bookmark } from "../lib/icons";
import { headed, pictureOf, Stem, said } from "../lib/lines";
import type { Block, Card, Score } from "../lib/wire";
import { dayName } from "../lib/words";
import { Fit } from "./frame";
import { whatOf, wordsOf } from "./paging";
import type { Sheet } from "./sheets";
import { t } from "./words";

function Words({ card }: { card: Card }): JSX.Element {
  const lines = said(card);
  // One name alone tells nothing apart.
  const named = lines.filter((line) => line.label).length > 1;
  const picture = pictureOf(card);
  return (
    <>
      {picture && <Picture {...picture} />}
      {lines.map((line, at) => (
        <p key={line.label || String(at)} class={`line ${line.kind}`}>
          {line.label && named && <small>{line.label}</small>}
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
function Spot({ card, title }: { card: Card; title: string }): JSX.Element {
  return (
    <Fit class="light" most={6.6} least={1.5} on={card.id + wordsOf(card)}>
      <article key={card.id}>
        <Stem cards={[card]} title={title} />
        <Words card={card} />
        <Source card={card} />
      </article>
    </Fit>
  );
}

function Wall({ sheet, asks }: { sheet: Sheet; asks: string }): JSX.Element {
  const { cards, size, columns } = sheet;
  return (
    <Fit class="hung" most={size} least={1.5} on={cards.map((card) => card.id + wordsOf(card)).join()}>
      <Stem cards={cards} title={asks} />
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
  // People who picked gave no scores: a dot for each pick says it all.
  if (score.spread.length === 0) return <Dots count={score.total} />;
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
            <bdi>{said(card)[0]?.text}</bdi>
            {said(card)
              .slice(1)
              .map((line) => (
                <small key={line.label}>
                  {line.label && <b>{headed(line.label)} </b>}
                  <bdi>{line.text}</bdi>
                </small>
              ))}
          </span>
          {card.score ? <Bars score={card.score} /> : <span />}
          <span class="sum num">{card.score ? Number(card.score.total.toFixed(1)) : ""}</span>
        </li>
      ))}
    </ol>
  );
}

/** The spread of the room's answers: a column for each, its count, and the words at both ends. */
function HowMany({ block, named }: { block: Block; named?: boolean }): JSX.Element {
  const most = Math.max(1, ...block.spread);
  return (
    <figure class="howmany">
      {named && (
        <h2>
          <bdi>{block.title}</bdi>
        </h2>
      )}
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
        const person = one(card, ["person", "people"]);
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

/** A sheet as the stage shows it; `asks` is the question above. */
export function Shown({ sheet, asks }: { sheet: Sheet; asks: string }): JSX.Element | null {
  const { block, cards, size, columns, high, beside } = sheet;
  const [first] = cards;
  if (high > 0) {
    const on = `${block.key} ${cards.map((card) => card.id + wordsOf(card)).join()} ${block.ties.length}`;
    const style = { "--high": `${high.toFixed(2)}cqi`, "--plot": `${high.toFixed(2)}cqi` };
    return (
      <Fit class="faced" most={size} least={1.3} on={on}>
        <div style={style}>
          <Faced block={block} size="stage" page={cards} places={columns} />
        </div>
      </Fit>
    );
  }
  if (sheet.spot) return first ? <Spot card={first} title={asks} /> : null;
  if (beside.length > 1)
    return (
      <div class="scales" style={{ "--count": String(beside.length) }}>
        {beside.map((one) => (
          <HowMany key={one.key} block={one} named />
        ))}
      </div>
    );
  if (block.show === "ranking") return <Ranking cards={cards} size={size} />;
  if (block.show === "commitments") return <Commitments cards={cards} size={size} />;
  if (block.show !== "spread") return <Wall sheet={sheet} asks={asks} />;
  return (
    <div class={`agree ${cards.length ? "" : "bare"}`}>
      <HowMany block={block} />
      {cards.length > 0 && <Wall sheet={sheet} asks={asks} />}
    </div>
  );
}

/** What stands above a ranking's columns of figures. */
export function Heads({ block }: { block: Block }): JSX.Element | null {
  const score = block.cards.find((card) => card.score)?.score;
  if (!score) return null;
  if (score.spread.length === 0)
    return (
      <span class="heads" aria-hidden="true">
        {t("picks")}
      </span>
    );
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
