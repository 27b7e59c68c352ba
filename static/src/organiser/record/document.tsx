import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Glance, type Narrow } from "./narrow";

/** A document as the server tells it: sections of blocks, all of it plain words. */
export interface Told {
  readonly title: string;
  readonly subtitle: string;
  readonly large: boolean;
  readonly language: string;
  readonly sections: readonly { readonly name: string; readonly title: string; readonly blocks: readonly Block[] }[];
  readonly foot: readonly string[];
}

export interface Line {
  readonly text: string;
  readonly lead?: string;
  readonly aside?: string;
  readonly ref?: string;
  readonly lines?: readonly Line[];
}

export type Block =
  | { readonly is: "heading"; readonly text: string; readonly level: number }
  | { readonly is: "paragraph"; readonly text: string; readonly kind: string }
  | { readonly is: "lines"; readonly numbered: boolean; readonly lines: readonly Line[] }
  | {
      readonly is: "table";
      readonly title: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      readonly figures: readonly number[];
    }
  | { readonly is: "facts"; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly is: "figure";
      readonly svg: string;
      readonly told: string;
      readonly caption: string;
      readonly narrow: Narrow & { readonly drawn: string };
    };

/** A document as it will be when it is taken away; on a page of its own it is the page's title. Nothing in it can become
 * markup or run. */
export function DocumentPage({ told, top = false }: { told: Told; top?: boolean }): JSX.Element {
  const Title = top ? "h1" : "h2";
  const Section = top ? "h2" : "h3";
  return (
    <article class={told.large ? "paper large" : "paper"} lang={told.language}>
      <Title class="name">
        <bdi>{told.title}</bdi>
      </Title>
      {told.subtitle && (
        <p class="lead">
          <bdi>{told.subtitle}</bdi>
        </p>
      )}
      {told.sections.map((section) => (
        <section key={section.name}>
          <Section class="chapter">
            <bdi>{section.title}</bdi>
          </Section>
          {section.blocks.map((block, at) => (
            <Piece key={`${at}`} block={block} deep={top ? 2 : 3} />
          ))}
        </section>
      ))}
      {told.foot.map((line, at) => (
        <p key={`${at}`} class="small soft">
          <bdi>{line}</bdi>
        </p>
      ))}
    </article>
  );
}

/** `deep`: the level of the section that a block stands in. */
function Piece({ block, deep }: { block: Block; deep: number }): JSX.Element {
  switch (block.is) {
    case "heading": {
      const words = <bdi>{block.text}</bdi>;
      const Level = `h${Math.min(6, deep + block.level - 2)}` as "h3" | "h4" | "h5" | "h6";
      return <Level>{words}</Level>;
    }
    case "paragraph": {
      const words = <bdi>{block.text}</bdi>;
      if (block.kind === "quote") return <blockquote>{words}</blockquote>;
      return <p class={block.kind}>{words}</p>;
    }
    case "lines":
      return <List {...block} />;
    case "table":
      return <Rows {...block} />;
    case "facts":
      return (
        <dl>
          {block.rows.map(([word, said], at) => (
            <div key={`${at}`}>
              <dt>{word}</dt>
              <dd>
                <bdi>{said}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      );
    default:
      return <Picture {...block} />;
  }
}

function List({ lines, numbered }: { lines: readonly Line[]; numbered: boolean }): JSX.Element {
  const items = lines.map((line, at) => (
    <li key={`${at}`}>
      {line.lead && (
        <b>
          <bdi>{line.lead}</bdi>{" "}
        </b>
      )}
      <bdi>{line.text}</bdi>
      {line.aside && (
        <small class="soft">
          {" "}
          <bdi>{line.aside}</bdi>
        </small>
      )}
      {line.lines && <List lines={line.lines} numbered={false} />}
    </li>
  ));
  return numbered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function Rows(props: Extract<Block, { is: "table" }>): JSX.Element {
  const of = (n: number) => (props.figures.includes(n) ? "num" : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by the keyboard
    <section class="scroll" aria-label={props.title} tabIndex={0}>
      <table>
        <caption>{props.title}</caption>
        <thead>
          <tr>
            {props.head.map((cell, n) => (
              <th key={`${n}`} scope="col" class={of(n)}>
                <bdi>{cell}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, at) => (
            <tr key={`${at}`}>
              {row.map((cell, n) => (
                <td key={`${n}`} class={of(n)}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A picture as a picture, never as part of the page: so nothing in it can run. */
function Drawn({ svg, told }: { svg: string; told: string }): JSX.Element | null {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [svg]);
  return address ? <img src={address} alt={told} /> : null;
}

/** On a narrow screen it is set in words and bars: its letters would be too small. */
function Picture({ svg, told, caption, narrow }: Extract<Block, { is: "figure" }>): JSX.Element {
  return (
    <figure>
      <Drawn svg={svg} told={told} />
      <Glance narrow={narrow} drawn={narrow.drawn ? <Drawn svg={narrow.drawn} told={told} /> : null} />
      {caption && (
        <figcaption class="small soft">
          <bdi>{caption}</bdi>
        </figcaption>
      )}
    </figure>
  );
}
