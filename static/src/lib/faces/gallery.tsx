import type { JSX } from "preact";
import { headed, pictureOf, said, sourceOf, titleOf } from "../lines";
import type { Card } from "../wire";
import type { FaceProps } from "./face";
import { Picture } from "./picture";
import { t } from "./words";

function One({ card, blank }: { card: Card; blank: boolean }): JSX.Element {
  const picture = pictureOf(card);
  const [, ...rest] = said(card);
  const words = titleOf(card);
  return (
    <figure>
      {picture && <Picture {...picture} />}
      {!picture && blank && <span class="pic blank">{t("no_picture")}</span>}
      <figcaption>
        {words ? (
          <p class="voice" dir="auto">
            {words}
          </p>
        ) : (
          <p class="soft">{t("no_words")}</p>
        )}
        {rest.map((line) => (
          <p key={line.label} class="soft" dir="auto">
            {line.label && <b>{headed(line.label)} </b>}
            {line.text}
          </p>
        ))}
        {sourceOf(card) && (
          <p class="soft by">
            <bdi>{sourceOf(card)}</bdi>
          </p>
        )}
      </figcaption>
    </figure>
  );
}

/** How many stand beside each other: as square a wall as there is, so that each picture is as large as can be. */
export const abreast = (count: number): number => (count < 2 ? 1 : count < 3 ? 2 : count < 7 && count !== 4 ? 3 : 4);

/** Pictures with their words; one alone stands large. On a phone, words without a picture hold no empty place open. */
export function Gallery({ block, size, page = block.cards }: FaceProps): JSX.Element {
  return (
    <ul
      class={`face gallery on-${size}${page.length === 1 ? " one" : ""}`}
      style={{
        "--abreast": String(abreast(page.length)),
        "--rows": String(Math.ceil(page.length / abreast(page.length))),
      }}
    >
      {page.map((card) => (
        <li key={card.id} class={card.id === block.spot && size !== "stage" ? "spot" : ""}>
          <One card={card} blank={size !== "phone"} />
        </li>
      ))}
    </ul>
  );
}
