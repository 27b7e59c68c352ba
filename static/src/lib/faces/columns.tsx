import type { JSX } from "preact";
import { Lines } from "../lines";
import type { Block, Card } from "../wire";
import type { FaceProps } from "./face";
import { type Column, columnsOf, contested, shares, split } from "./sorting";
import { t } from "./words";

/** Columns that stand side by side across a room. */
export const ABREAST = 4;

/** How a room answered about one card, where it was not of one mind: a thin bar, and the same in words. */
function Split({ card, columns }: { card: Card; columns: readonly string[] }): JSX.Element | null {
  const parts = split(card.marking, columns);
  if (parts.length < 2) return parts[0] ? <p class="unseen">{t("all_say", { n: parts[0].count })}</p> : null;
  return (
    <div class="split">
      <span class="parts" aria-hidden="true">
        {parts.map((part) => (
          <i key={part.text} style={{ "--part": String(part.count) }} />
        ))}
      </span>
      <p>
        {contested(card.marking) && <span class="unseen">{t("we_differ")}</span>}
        {parts.map((part) => (
          <span key={part.text}>
            <bdi>{part.text}</bdi> <span class="num">{part.count}</span>
          </span>
        ))}
      </p>
    </div>
  );
}

/** Columns that stand together on a page: not more than a room can read, and what nobody has answered by itself. */
export function setsOf(block: Block): readonly (readonly Column[])[] {
  const all = columnsOf(block);
  const answered = all.filter((one) => one.name && (one.cards.length > 0 || all.length <= ABREAST + 1));
  const open = all.filter((one) => !one.name);
  const sets: (readonly Column[])[] = [];
  for (let at = 0; at < answered.length; at += ABREAST) sets.push(answered.slice(at, at + ABREAST));
  return answered.some((one) => one.cards.length > 0) ? [...sets, ...(open.length ? [open] : [])] : [all];
}

/** Cards under the answer that most gave; where people differ, one sees how. */
export function Columns({ block, size, page = block.cards, places = ABREAST }: FaceProps): JSX.Element {
  const shown = new Set(page.map((card) => card.id));
  const sets = size === "stage" ? setsOf(block) : [columnsOf(block)];
  const some = sets.find((set) => set.some((one) => one.cards.some((card) => shown.has(card.id)))) ?? sets[0] ?? [];
  const differ = block.cards.filter((card) => contested(card.marking)).length;
  const wide = shares(
    some.map((one) => one.cards.length),
    size === "stage" ? Math.max(some.length, places) : some.length,
  );
  return (
    <div
      class={`face sorted on-${size}`}
      style={{ "--columns": wide.map((n) => `minmax(0, ${n}fr)`).join(" "), "--count": String(some.length) }}
    >
      {some.map((column, at) => {
        const here = column.cards.filter((card) => shown.has(card.id));
        return (
          <section key={column.name} class={column.name ? "" : "unanswered"}>
            <h3>
              <bdi>{column.name || t("unanswered")}</bdi> <span class="num">{column.cards.length}</span>
            </h3>
            {here.length > 0 ? (
              <ul style={{ "--abreast": String(wide[at] ?? 1) }}>
                {here.map((card) => (
                  <li key={card.id} class={contested(card.marking) ? "contested" : ""}>
                    <Lines card={card} />
                    <Split card={card} columns={block.columns} />
                  </li>
                ))}
              </ul>
            ) : (
              column.cards.length === 0 && <p class="soft">{t("none_here")}</p>
            )}
          </section>
        );
      })}
      {differ > 0 && size !== "stage" && <p class="differs">{t("differ_on", { n: differ })}</p>}
    </div>
  );
}
