import type { JSX } from "preact";
import "./narrow.css";

interface Column {
  readonly share: number;
  readonly count: number;
  readonly said: string;
}

/** A picture as lines of words with bars below them, for screens on which its drawing would be too small to read. */
export interface Narrow {
  readonly title: string;
  readonly rows: readonly {
    readonly lead: string;
    readonly text: string;
    readonly aside: string;
    /** `share` and `dark` of the line's width, 0 to 1 */
    readonly bars: readonly { readonly share: number; readonly said: string; readonly look: string; dark: number }[];
    readonly columns: readonly Column[];
  }[];
  readonly key: string;
  readonly up: readonly [string, string];
  readonly across: readonly [string, string];
  readonly above: string;
  readonly columns: readonly Column[];
  readonly more: string;
}

const of = (share: number) => `${Math.round(1000 * share) / 10}%`;

/** `drawn` stands between the ends of its axes, where there is a drawing. */
export function Glance({ narrow, drawn }: { narrow: Narrow; drawn: JSX.Element | null }): JSX.Element {
  const { title, rows, key, up, across, above, columns, more } = narrow;
  const ends = (across[0] || across[1]) && (
    <p class="ends small">
      <bdi>{across[0]}</bdi> <bdi>{across[1]}</bdi>
    </p>
  );
  return (
    <div class="narrow">
      {title && (
        <p>
          <b>
            <bdi>{title}</bdi>
          </b>
        </p>
      )}
      <Small words={up[1] && `↑ ${up[1]}`} />
      {drawn}
      <Small words={up[0] && `↓ ${up[0]}`} />
      {drawn && ends}
      <Small words={key} />
      {rows.length > 0 && (
        <ul class="rows">
          {rows.map((row, at) => (
            <li key={`${at}`}>
              <p class="row">
                {row.lead && <b>{row.lead} </b>}
                <bdi>{row.text}</bdi>
                {row.aside && (
                  <small>
                    {" "}
                    <bdi>{row.aside}</bdi>
                  </small>
                )}
              </p>
              {row.bars.map((bar, n) => (
                <p key={`${n}`} class={`length ${bar.look}`}>
                  {bar.share > 0 && (
                    <i style={{ inlineSize: of(bar.share) }}>
                      {bar.dark > 0 && <i style={{ inlineSize: of(bar.dark / bar.share) }} />}
                    </i>
                  )}
                  {bar.said && <small dir="auto">{bar.said}</small>}
                </p>
              ))}
              <Columns columns={row.columns} />
            </li>
          ))}
        </ul>
      )}
      <Small words={more} />
      <Small words={above} />
      <Columns columns={columns} />
      {!drawn && ends}
    </div>
  );
}

function Small({ words }: { words: string }): JSX.Element | null {
  return words ? (
    <p class="small" dir="auto">
      {words}
    </p>
  ) : null;
}

function Columns({ columns }: { columns: readonly Column[] }): JSX.Element | null {
  if (!columns.length) return null;
  return (
    <div class="columns" role="img" aria-label={columns.map((one) => `${one.said}: ${one.count}`).join(", ")}>
      {columns.map((one) => (
        <span key={one.said}>
          <b>{one.count || ""}</b>
          <i style={{ blockSize: `${3 * one.share}em` }} />
          <small>{one.said}</small>
        </span>
      ))}
    </div>
  );
}
