import type { JSX } from "preact";
import { titleOf } from "../lines";
import type { Block, Card } from "../wire";
import { matrixOf, type Request } from "./asking";
import type { FaceProps } from "./face";
import { t } from "./words";

/** More groups than this do not stand side by side: then each that asks has a list. */
export const GRID = 5;

/** An answer's own shape: nobody has to tell colours apart. Yes-like answers come first and are fullest. */
const SHAPES = [
  "M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16zm-4 8l3 3l5-6",
  "M3 3h14v14h-14zM6.5 6.5l7 7M13.5 6.5l-7 7",
  "M10 2.5l8 14h-16zM10 8v4",
  "M10 2a8 8 0 1 1 0 16a8 8 0 0 1 0-16zM6 10h8",
];

export function Answer({ answer, answers }: { answer: string; answers: readonly string[] }): JSX.Element {
  const at = answers.indexOf(answer);
  if (!answer) return <span class="answer open">{t("open_answer")}</span>;
  return (
    <span class={`answer a${at % SHAPES.length}`}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={SHAPES[at % SHAPES.length] ?? ""} />
      </svg>
      <bdi>{answer}</bdi>
    </span>
  );
}

function Asked({ requests, answers }: { requests: readonly Request[]; answers: readonly string[] }): JSX.Element {
  return (
    <>
      {requests.map(({ card, answer }) => (
        <div key={card.id} class="request">
          <p class="voice" dir="auto">
            {titleOf(card)}
          </p>
          <Answer answer={answer} answers={answers} />
        </div>
      ))}
    </>
  );
}

/** Across a room, where a table would take many pages: one request after the other in two columns, each with who asks whom. */
function Pairs({ block, page }: { block: Block; page: readonly Card[] }): JSX.Element {
  const { asking, asked, answers, cell } = matrixOf(block);
  const ids = new Set(page.map((card) => card.id));
  const all = asking.flatMap((from) => asked.flatMap((to) => cell(from, to).map((one) => ({ ...one, from, to }))));
  return (
    <ul class="face matrix pairs on-stage">
      {all
        .filter(({ card }) => ids.has(card.id))
        .map(({ card, answer, from, to }) => (
          <li key={card.id}>
            <p class="whom">
              <b>{t("from_to", { from, to })}</b>
              <Answer answer={answer} answers={answers} />
            </p>
            <p class="voice" dir="auto">
              {titleOf(card)}
            </p>
          </li>
        ))}
    </ul>
  );
}

/** Who asked whom for what, and what came back: a table where it has room, else a list for each that asks. */
export function Matrix({ block, size, page = block.cards, places }: FaceProps): JSX.Element {
  const { asking, asked, answers, cell } = matrixOf(block);
  const shown = new Set(page.map((card) => card.group));
  const rows = asking.filter((from) => shown.has(from));
  if (size === "stage" && (places === 2 || asked.length > GRID)) return <Pairs block={block} page={page} />;
  if (size !== "phone" && asked.length <= GRID) {
    return (
      <div class={`face matrix on-${size}`}>
        <table style={{ "--asked": String(asked.length) }}>
          <thead>
            <tr>
              <td />
              {asked.map((to) => (
                <th key={to} scope="col">
                  <bdi>{to}</bdi> <small>{t("is_asked")}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((from) => (
              <tr key={from}>
                <th scope="row">
                  <bdi>{from}</bdi> <small>{t("asking")}</small>
                </th>
                {asked.map((to) => {
                  const requests = cell(from, to);
                  return (
                    <td key={to} class={from === to ? "self" : requests.length ? "" : "nothing"}>
                      <Asked requests={requests} answers={answers} />
                      {!requests.length && from !== to && <span class="unseen">{t("nothing_asked")}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  }
  const ids = new Set(page.map((card) => card.id));
  return (
    <div class={`face matrix lists on-${size}`}>
      {rows.map((from) => (
        <section key={from}>
          <h3>{t("asks", { who: from })}</h3>
          <dl>
            {asked.map((to) => {
              const requests = cell(from, to).filter(({ card }) => ids.has(card.id));
              return (
                requests.length > 0 && (
                  <div key={to}>
                    <dt>
                      <bdi>{to}</bdi>
                    </dt>
                    <dd>
                      <Asked requests={requests} answers={answers} />
                    </dd>
                  </div>
                )
              );
            })}
          </dl>
        </section>
      ))}
    </div>
  );
}
