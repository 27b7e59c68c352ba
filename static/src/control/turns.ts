import { titleOf } from "../lib/cards";
import { headed, said, VOICE } from "../lib/lines";
import type { Queue, Waiting } from "../lib/wire";
import { dayName } from "../lib/words";

export type Pile = Waiting["state"];
export const PILES: readonly Pile[] = ["waiting", "shown", "hidden", "late"];

export function count(queue: Queue): Record<Pile, number> {
  const counts: Record<Pile, number> = { waiting: 0, shown: 0, hidden: 0, late: 0 };
  for (const row of queue.rows) counts[row.state]++;
  return counts;
}

/** Whose words these are, as far as the facilitator may know: the group, else the person, else nobody. */
const whose = (row: Waiting): string => row.card.group || row.card.by;

/**
 * The waiting rows in fair turn: one line of each group before any group's second, groups that have been shown least
 * first. Within a group the order stays as it came.
 */
export function inTurn(queue: Queue): Waiting[] {
  const had = new Map<string, number>();
  for (const row of queue.rows) if (row.state === "shown") had.set(whose(row), (had.get(whose(row)) ?? 0) + 1);
  return queue.rows
    .filter((row) => row.state === "waiting")
    .map((row, came) => {
      const turn = had.get(whose(row)) ?? 0;
      // Without a group there are no turns to take.
      if (whose(row)) had.set(whose(row), turn + 1);
      return { row, came, turn: whose(row) ? turn : 0 };
    })
    .sort((a, b) => a.turn - b.turn || a.came - b.came)
    .map(({ row }) => row);
}

export function pile(queue: Queue, which: Pile): Waiting[] {
  if (which === "waiting") return inTurn(queue);
  const rows = queue.rows.filter((row) => row.state === which);
  return which === "hidden" ? rows.sort((a, b) => b.hidden_at - a.hidden_at) : rows;
}

/**
 * What one tap on "Next line" shows: the next in turn. Where everything is on the wall already, it goes down the wall.
 * Words that may name a person are never shown unseen.
 */
export function nextLine(queue: Queue): Waiting | null {
  if (queue.held) return inTurn(queue).find((row) => !row.names_person) ?? null;
  const wall = pile(queue, "shown");
  const at = wall.findIndex((row) => row.card.id === queue.spot);
  return wall.slice(at + 1).find((row) => !row.names_person) ?? null;
}

/** The line the stage shows large. */
export function onStage(queue: Queue): Waiting | null {
  return queue.rows.find((row) => row.card.id === queue.spot && row.state === "shown") ?? null;
}

/** The words of a card in one go, for a row, a label or a search: what makes a sentence is read as one; a picture has none. */
export function wordsOf(row: Pick<Waiting, "card">): string {
  const title = titleOf(row.card);
  const all = said(row.card);
  const rest = all.filter((line) => !title.includes(line.text));
  const words = rest.map((line) => (line.kind === "date" ? dayName(line.text) : line.text));
  // What stands before the words without a label ("We must not") is read before them.
  const before = rest[0] && rest[0] === all[0] && !rest[0].label ? words.splice(0, 1) : [];
  // Answers that nobody put in words of their own say little without what was asked: "I work with: Rosa, Tom".
  const asked = all.some((line) => VOICE.has(line.kind)) ? "" : (all[0]?.label ?? "");
  return [...before, asked ? `${headed(asked)} ${title}` : title, ...words].filter(Boolean).join(" · ");
}

/** Words of several lines, each on a line of its own where there is room for it. */
export const lineByLine = (words: string): string => words.replaceAll(" · ", "\n");

/** Ids in the order of the queue, for putting together: the line shown first leads. */
export function chosenInOrder(queue: Queue, chosen: ReadonlySet<string>): string[] {
  return queue.rows.filter((row) => chosen.has(row.card.id)).map((row) => row.card.id);
}
