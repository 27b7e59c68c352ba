import type { JSX } from "preact";
import { type Cell, type Looked, type Pairs, type Question, WAVES, type Wave } from "./asks";
import { figure, mean, outcome } from "./reckon";
import { t } from "./words";

interface Props {
  readonly survey: Looked;
  readonly question: Question;
  readonly waves: readonly Wave[];
}

/** A statement: how the answers lie on the scale before and after, and who moved which way. */
export function Figures({ survey, question, waves }: Props): JSX.Element {
  const { name } = question;
  const pairs = survey.results.after?.pairs[name];
  const both = waves.length === 2 && survey.results.before?.people && survey.results.after?.people;
  return (
    <>
      <div class="lies">
        {waves.map((wave) => {
          const item = survey.results[wave]?.items[name];
          return (
            <div key={wave} class="lie">
              <span>{t(wave)}</span>
              {item?.counts ? (
                <>
                  <Spread counts={item.counts} words={survey.scale} />
                  <span class="num" aria-hidden="true">
                    <b>{mean(item)}</b> <span class="soft small">{item.n}</span>
                  </span>
                  <span class="unseen">{t("mean_n_long", { mean: mean(item), n: item.n })}</span>
                </>
              ) : (
                <span class="soft">{t("not_told")}</span>
              )}
            </div>
          );
        })}
      </div>
      <div>
        {both && <Change pairs={pairs} lower={question.lower_is_better} />}
        <Roles survey={survey} name={name} />
      </div>
    </>
  );
}

/** What the colours of the bars mean. */
export function Swatches({ words }: { words: readonly string[] }): JSX.Element {
  return (
    <ul class="swatches small">
      {words.map((word, at) => (
        <li key={word}>
          <span class="spread-bar" aria-hidden="true">
            <i class={`s${at + 1}`} style={{ "--n": "1" }}>
              {at + 1}
            </i>
          </span>
          <bdi>{word}</bdi>
        </li>
      ))}
    </ul>
  );
}

/** How many gave each step, from the lowest to the highest. */
function Spread({ counts, words }: { counts: readonly number[]; words: readonly string[] }): JSX.Element {
  const label = counts.map((n, at) => t("count_at", { word: words[at] ?? "", n })).join(", ");
  return (
    <span class="spread-bar" role="img" aria-label={label}>
      {counts.map(
        (n, at) =>
          n > 0 && (
            <i key={at} class={`s${at + 1}`} style={{ "--n": String(n) }} title={`${words[at]}: ${n}`}>
              {n}
            </i>
          ),
      )}
    </span>
  );
}

function Change({ pairs, lower }: { pairs: Pairs | undefined; lower: boolean }): JSX.Element {
  if (!pairs) return <p class="moved soft small">{t("no_pairs")}</p>;
  const { better, same, worse } = outcome(pairs, lower);
  const from = { before: figure(pairs.before, pairs.n), after: figure(pairs.after, pairs.n), n: pairs.n };
  return (
    <p class="moved num">
      <b>{t("better_n", { n: better })}</b>, {t("same_n", { n: same })}, {t("worse_n", { n: worse })}
      <span class="soft small">
        {t("pairs", from)}
        {pairs.left_out > 0 && `; ${t("left_out", { n: pairs.left_out })}`}
      </span>
    </p>
  );
}

function Roles({ survey, name }: { survey: Looked; name: string }): JSX.Element | null {
  const told = survey.results.after?.roles;
  const cells = (wave: Wave): readonly Cell[] => told?.[wave]?.[name] ?? [];
  const roles = survey.role?.options ?? [];
  const rows = roles
    .map((role, at) => ({ role, cells: WAVES.map((wave) => cells(wave).find((cell) => cell.role === at)) }))
    .filter((row) => row.cells.some(Boolean));
  if (!rows.length) return null;
  return (
    <details class="by-role">
      <summary>{t("by_role")}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">{t("by_role")}</span>
            </th>
            {WAVES.map((wave) => (
              <th key={wave} scope="col">
                {t(wave)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.role}>
              <th scope="row">
                <bdi>{row.role}</bdi>
              </th>
              {row.cells.map((cell, at) => (
                <td key={WAVES[at]} class="num" data-label={t(WAVES[at] ?? "after")}>
                  {cell ? t("mean_n", { mean: figure(cell.sum, cell.n), n: cell.n }) : <span class="soft">–</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** A choice: how many took each option. */
export function Options({ survey, question, waves }: Props): JSX.Element {
  const counts = (wave: Wave) => survey.results[wave]?.items[question.name]?.counts;
  return (
    <table class="options">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">{question.text}</span>
          </th>
          {waves.map((wave) => (
            <th key={wave} scope="col">
              {t(wave)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {question.options.map((option, at) => (
          <tr key={option}>
            <th scope="row">
              <bdi>{option}</bdi>
            </th>
            {waves.map((wave) => (
              <td key={wave} class="num" data-label={t(wave)}>
                {counts(wave)?.[at] ?? <span class="soft">{t("not_told")}</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What people wrote, in the order of the alphabet. */
export function Lines({ survey, question, waves }: Props): JSX.Element {
  return (
    <>
      {waves.map((wave) => {
        const lines = survey.words[wave][question.name];
        if (!lines)
          return (
            <p key={wave} class="soft">
              {t("lines_few", { n: survey.fewest })}
            </p>
          );
        return (
          <ul key={wave} class="said-lines">
            {lines.map((line, at) => (
              <li key={at} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        );
      })}
    </>
  );
}
