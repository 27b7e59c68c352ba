import type { ComponentChildren, JSX } from "preact";
import { Soon } from "../lib/lazy";
import { CardView, Stem } from "../lib/lines";
import type { Block } from "../lib/wire";
import { t as said } from "../lib/words";
import { phoneLate } from "./later";
import { t } from "./words";

/** Plain lists are here at once; rankings, columns, plots and what else there is come a moment after the page. */
export function BlockView({ block, bare, asks }: { block: Block; bare?: boolean; asks?: string }): JSX.Element {
  const { show, cards } = block;
  if (show !== "cards" && show !== "wall" && show !== "phone")
    return <Soon part={phoneLate} pick={(late) => late.BlockView} with={{ block, bare: bare ?? false }} />;
  return (
    <section class={`block ${show}`}>
      {block.title && !bare && <h2>{block.title}</h2>}
      {show === "phone" && <p class="small soft">{t("only_this_phone")}</p>}
      <Stem cards={cards} title={bare ? asks : block.title} />
      <ul>
        {cards.map((card) => (
          <li key={card.id} class={card.id === block.spot ? "spot" : ""}>
            <CardView card={card} />
          </li>
        ))}
      </ul>
      {!cards.length && <p class="soft">{show === "phone" ? t("nothing_kept") : said("nothing_yet")}</p>}
      {block.more > 0 && <p class="soft">{said("more", { n: block.more })}</p>}
      {block.waiting > 0 && <p class="soft">{said("waiting", { n: block.waiting })}</p>}
    </section>
  );
}

export function Fold({
  title,
  open,
  children,
}: {
  title: string;
  open?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <details class="fold" open={open}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
