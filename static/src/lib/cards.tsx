import type { JSX } from "preact";
import { faces } from "./faced";
import { Dots } from "./faces/dots";
import type { FaceProps, FaceSize } from "./faces/face";
import { t as tf } from "./faces/words";
import { Soon } from "./lazy";
import { CardView, Lines, Stem } from "./lines";
import type { Block, Score } from "./wire";
import { dayName, t } from "./words";
import "./cards.css";

const FACES = new Set<Block["show"]>(["columns", "plot", "matrix", "gallery", "web"]);

export { CardView, Lines, titleOf } from "./lines";

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

/** Where a card stands: the spread of its scores, or, where people only picked, a dot for each pick. */
function Standing({ score }: { score: Score }): JSX.Element {
  const total = Math.round(score.total * 10) / 10;
  return (
    <div class="stand">
      {score.spread.length > 0 ? <Spread small spread={score.spread} low={score.low} /> : <Dots count={total} />}
      <b class="num">
        {total}
        <span class="unseen">
          {" "}
          {score.spread.length > 0 ? t("out_of", { outof: score.outof }) : tf("picks", { n: total })}
        </span>
      </b>
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
          {card.score && <Standing score={card.score} />}
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
              <p class={when?.text ? "when" : "blank"}>{when?.text ? dayName(when.text) : t("no_day")}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Cards shown together, in the way the step asks for. An empty block says what will come. */
export function BlockView({
  block,
  bare,
  size = "phone",
}: {
  block: Block;
  bare?: boolean;
  size?: FaceSize;
}): JSX.Element {
  const { show, cards } = block;
  return (
    <section class={`block ${show}`}>
      {block.title && !bare && <h2>{block.title}</h2>}
      {show === "spread" && <Spread spread={block.spread} low={block.low} ends={block.ends} />}
      {!FACES.has(show) && <Stem cards={cards} title={bare ? "" : block.title} />}
      {FACES.has(show) ? (
        (cards.length > 0 || block.ties.length > 0) && (
          <Soon part={faces} pick={(module) => module.Faced} with={{ block, size } satisfies FaceProps} />
        )
      ) : show === "ranking" ? (
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
      {!cards.length && !block.ties.length && show !== "spread" && <p class="soft">{t("nothing_yet")}</p>}
      {block.more > 0 && <p class="soft">{t("more", { n: block.more })}</p>}
      {block.waiting > 0 && <p class="soft">{t("waiting", { n: block.waiting })}</p>}
    </section>
  );
}
