/** As much of Markdown as a record is written in. What people wrote comes with every sign of markup escaped. */
export type Node =
  | { readonly kind: "heading"; readonly level: number; readonly text: readonly Run[] }
  | { readonly kind: "text"; readonly text: readonly Run[] }
  | { readonly kind: "quote"; readonly text: readonly Run[] }
  | { readonly kind: "list"; readonly items: readonly ListItem[] }
  | {
      readonly kind: "table";
      readonly head: readonly (readonly Run[])[];
      readonly rows: readonly (readonly (readonly Run[])[])[];
    }
  | { readonly kind: "rule" };

export interface ListItem {
  readonly text: readonly Run[];
  readonly items: readonly ListItem[];
}

export interface Run {
  readonly text: string;
  readonly as: "" | "strong" | "em";
}

/** Words with **strong** and _emphasised_ stretches; a backslash takes the meaning of any sign away. */
export function runs(source: string): Run[] {
  const out: Run[] = [];
  let now: { text: string; as: Run["as"] } = { text: "", as: "" };
  const turn = (as: "strong" | "em") => {
    if (now.text) out.push(now);
    now = { text: "", as: now.as === as ? "" : as };
  };
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] ?? "";
    const next = source[at + 1] ?? "";
    if (sign === "\\" && /[^\w\s]|_/.test(next)) {
      now.text += next;
      at++;
    } else if (sign === "*" && next === "*") {
      turn("strong");
      at++;
    } else if (sign === "_") turn("em");
    else now.text += sign;
  }
  if (now.text) out.push(now);
  return out;
}

/** The cells of a table's line; an escaped bar is a sign, not a border. */
function cells(line: string): Run[][] {
  const out: string[] = [""];
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? "";
    if (sign === "|") out.push("");
    else if (sign === "\\") out.push(`${out.pop()}${sign}${line[++at] ?? ""}`);
    else out.push(`${out.pop()}${sign}`);
  }
  // A line begins and ends with a border.
  return out.slice(1, -1).map((cell) => runs(cell.trim()));
}

const ITEM = /^( *)- (.*)$/;

export function read(source: string): Node[] {
  const nodes: Node[] = [];
  const lines = source.split(/\r?\n/);
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (!line.trim()) at++;
    else if (heading) {
      nodes.push({ kind: "heading", level: heading[1]?.length ?? 1, text: runs(heading[2] ?? "") });
      at++;
    } else if (/^-{3,}$/.test(line)) {
      nodes.push({ kind: "rule" });
      at++;
    } else if (line.startsWith("> ")) {
      nodes.push({ kind: "quote", text: runs(line.slice(2)) });
      at++;
    } else if (line.startsWith("|")) {
      const table: string[] = [];
      while (lines[at]?.startsWith("|")) table.push(lines[at++] ?? "");
      const [head = "", , ...rows] = table;
      nodes.push({ kind: "table", head: cells(head), rows: rows.map(cells) });
    } else if (ITEM.test(line)) {
      const items: string[] = [];
      while (ITEM.test(lines[at] ?? "")) items.push(lines[at++] ?? "");
      nodes.push({ kind: "list", items: nested(items) });
    } else {
      const paragraph: string[] = [];
      while (lines[at]?.trim() && !/^(#{1,6} |> |\||-{3,}$| *- )/.test(lines[at] ?? ""))
        paragraph.push(lines[at++] ?? "");
      if (paragraph.length === 0) paragraph.push(lines[at++] ?? "");
      nodes.push({ kind: "text", text: runs(paragraph.join(" ")) });
    }
  }
  return nodes;
}

/** Lines of a list as a tree: two more spaces are one level deeper. */
function nested(lines: readonly string[]): ListItem[] {
  const root: { text: Run[]; items: ListItem[] } = { text: [], items: [] };
  const open: { depth: number; item: { text: Run[]; items: ListItem[] } }[] = [{ depth: -1, item: root }];
  for (const line of lines) {
    const [, indent = "", words = ""] = ITEM.exec(line) ?? [];
    const item = { text: runs(words), items: [] };
    while ((open.at(-1)?.depth ?? -1) >= indent.length) open.pop();
    open.at(-1)?.item.items.push(item);
    open.push({ depth: indent.length, item });
  }
  return root.items;
}

/** A part of a text under a heading of the second level. */
export interface Section {
  readonly title: string;
  readonly nodes: readonly Node[];
}

/** A text by its headings of the second level; what stands before the first is left out. */
export function sections(source: string): Section[] {
  const out: { title: string; nodes: Node[] }[] = [];
  for (const node of read(source)) {
    if (node.kind === "heading" && node.level === 2)
      out.push({ title: node.text.map((run) => run.text).join(""), nodes: [] });
    else out.at(-1)?.nodes.push(node);
  }
  return out;
}
