import type { JSX } from "preact";
import { type ListItem, type Node, type Run, read } from "./markdown";

function Runs({ text }: { text: readonly Run[] }): JSX.Element {
  return (
    <bdi>
      {text.map((run, at) => {
        const key = `${at}`;
        if (run.as === "strong") return <strong key={key}>{run.text}</strong>;
        return run.as === "em" ? <em key={key}>{run.text}</em> : run.text;
      })}
    </bdi>
  );
}

function List({ items }: { items: readonly ListItem[] }): JSX.Element {
  return (
    <ul>
      {items.map((item, at) => (
        <li key={`${at}`}>
          <Runs text={item.text} />
          {item.items.length > 0 && <List items={item.items} />}
        </li>
      ))}
    </ul>
  );
}

function Piece({ node }: { node: Node }): JSX.Element {
  switch (node.kind) {
    case "heading": {
      const words = <Runs text={node.text} />;
      if (node.level === 1) return <h1>{words}</h1>;
      if (node.level === 2) return <h2>{words}</h2>;
      return node.level === 3 ? <h3>{words}</h3> : <h4>{words}</h4>;
    }
    case "quote":
      return (
        <blockquote>
          <Runs text={node.text} />
        </blockquote>
      );
    case "list":
      return <List items={node.items} />;
    case "rule":
      return <hr />;
    case "table":
      return (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                {node.head.map((cell, at) => (
                  <th key={`${at}`}>
                    <Runs text={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {node.rows.map((row, at) => (
                <tr key={`${at}`}>
                  {row.map((cell, n) => (
                    <td key={`${n}`}>
                      <Runs text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    default:
      return (
        <p>
          <Runs text={node.text} />
        </p>
      );
  }
}

export function Pieces({ nodes }: { nodes: readonly Node[] }): JSX.Element {
  return (
    <>
      {nodes.map((node, at) => (
        <Piece key={`${at}`} node={node} />
      ))}
    </>
  );
}

/** A record as a page. It is built from words alone: nothing in it can become markup or run. */
export function Doc({ markdown }: { markdown: string }): JSX.Element {
  return (
    <article class="doc">
      <Pieces nodes={read(markdown)} />
    </article>
  );
}
