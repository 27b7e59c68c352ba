import type { JSX } from "preact";
import { titleOf } from "../lib/cards";
import { Ground } from "../lib/faces/canvas";
import { type Point, placed, SHAPE } from "../lib/faces/geometry";
import { columnsOf } from "../lib/faces/sorting";
import { knotsOf, oval } from "../lib/faces/ties";
import { pictureOf } from "../lib/lines";
import type { Block, Card } from "../lib/wire";

/** Lines of words that a small stage has room for. */
const LINES = 5;

const words = (cards: readonly Card[]): JSX.Element => (
  <ul>
    {cards.slice(0, LINES).map((card) => (
      <li key={card.id} dir="auto">
        {titleOf(card) || card.by}
      </li>
    ))}
  </ul>
);

/** A canvas with a dot for each card, or for each place where nobody's words stand. */
function Plotted({ block }: { block: Block }): JSX.Element | null {
  const { canvas } = block;
  if (!canvas) return null;
  const all = placed(block);
  const wide = 100 * SHAPE[canvas.kind];
  const named = canvas.kind === "line" ? [] : all.filter((one) => titleOf(one.card));
  const spots = all.flatMap((one): readonly Point[] => (titleOf(one.card) || one.card.by ? [one.at] : one.spots));
  return (
    <span class={named.length ? "canvas beside" : "canvas"} dir="ltr">
      <svg viewBox={`-4 -4 ${wide + 8} 108`} aria-hidden="true">
        <Ground canvas={canvas} wide={wide} />
        {spots.map((at, n) => (
          <circle
            key={n}
            class="spot"
            cx={((at.x * wide) / 100).toFixed(1)}
            cy={canvas.kind === "line" ? "50" : (100 - at.y).toFixed(1)}
            r={canvas.kind === "line" ? "14" : "6"}
          />
        ))}
      </svg>
      {named.length > 0 && words(named.map((one) => one.card))}
    </span>
  );
}

/** Columns with their names; each card is a stroke under its answer. */
function Sorted({ block }: { block: Block }): JSX.Element {
  return (
    <span class="sorts">
      {columnsOf(block)
        .slice(0, 4)
        .map((column) => (
          <span key={column.name}>
            <b dir="auto">{column.name || "?"}</b>
            {column.cards.slice(0, LINES).map((card) => (
              <u key={card.id} />
            ))}
          </span>
        ))}
    </span>
  );
}

/** How many gave each answer. */
function Bars({ block }: { block: Block }): JSX.Element {
  const most = Math.max(1, ...block.spread);
  return (
    <span class="bars">
      {block.spread.map((count, at) => (
        <span key={at}>
          <i style={{ "--h": (count / most).toFixed(2) }} />
          <small class="num">{block.low + at}</small>
        </span>
      ))}
    </span>
  );
}

function Ranked({ block }: { block: Block }): JSX.Element {
  return (
    <ul class="ranks">
      {block.cards.slice(0, LINES).map((card) => (
        <li key={card.id}>
          <span dir="auto">{titleOf(card)}</span>
          {card.score && <b class="num">{Math.round(card.score.total * 10) / 10}</b>}
        </li>
      ))}
    </ul>
  );
}

function Promised({ block }: { block: Block }): JSX.Element {
  return (
    <ul class="promises">
      {block.cards.slice(0, LINES).map((card) => (
        <li key={card.id}>
          <b dir="auto">{card.by}</b>
          <span dir="auto">{titleOf(card)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Pictures hang side by side. */
function Hung({ block }: { block: Block }): JSX.Element {
  return (
    <span class="hung">
      {block.cards.slice(0, 6).map((card) => (
        <span key={card.id}>
          <i class={pictureOf(card) ? "" : "blank"} />
          <small dir="auto">{titleOf(card)}</small>
        </span>
      ))}
    </span>
  );
}

/** A table of who asked whom: full where something was asked. */
function Asked({ block }: { block: Block }): JSX.Element {
  const sides = (of: (card: Card) => string) => [...new Set(block.cards.map(of))].filter(Boolean).sort().slice(0, 6);
  const [from, to] = [sides((card) => card.group), sides((card) => card.to)];
  return (
    <span class="asked-whom" style={{ "--n": String(to.length) }}>
      {from.flatMap((one) =>
        to.map((other) => (
          <i
            key={`${one} ${other}`}
            class={block.cards.some((card) => card.group === one && card.to === other) ? "on" : ""}
          />
        )),
      )}
    </span>
  );
}

function Tied({ block }: { block: Block }): JSX.Element {
  const knots = knotsOf(block.ties);
  const places = oval(knots.length).map(({ x, y }) => ({ x: x * 2, y }));
  const at = new Map(places.map((place, n) => [knots[n]?.name ?? "", place]));
  return (
    <span class="canvas">
      <svg viewBox="-6 -6 212 112" aria-hidden="true">
        {block.ties.map((tie, n) => {
          const [a, b] = [at.get(tie.source), at.get(tie.target)];
          return a && b && <path key={n} class="rule" d={`M${a.x} ${a.y}L${b.x} ${b.y}`} />;
        })}
        {places.map((place, n) => (
          <circle key={n} class="spot" cx={place.x} cy={place.y} r="4" />
        ))}
      </svg>
    </span>
  );
}

const SKETCHES: Partial<Readonly<Record<Block["show"], (props: { block: Block }) => JSX.Element | null>>> = {
  plot: Plotted,
  columns: Sorted,
  ranking: Ranked,
  commitments: Promised,
  gallery: Hung,
  matrix: Asked,
  web: Tied,
};

/** A few strokes of what the stage shows, in the shape it has there: enough to know it again. */
export function Sketch({ blocks }: { blocks: readonly Block[] }): JSX.Element | null {
  const [first] = blocks;
  if (!first) return null;
  // The same scale as several steps asked for it stands together.
  const scale = (block: Block) => block.key.split(":").slice(0, -1).join();
  const all = blocks.filter((block) => block.show === "spread");
  const alike = all.filter((block) => scale(block) === scale(first));
  const spreads = alike.length > 1 && first.key.split(":").length > 2 ? alike : all;
  if (first.show === "spread")
    return (
      <span class="spreads">
        {spreads.slice(0, 4).map((block) => (
          <Bars key={block.key} block={block} />
        ))}
        {spreads.length === 1 && first.cards.length > 0 && words(first.cards)}
      </span>
    );
  const Drawn = SKETCHES[first.show];
  return Drawn ? <Drawn block={first} /> : words(first.cards);
}
