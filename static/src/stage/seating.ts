import type { GroupFace, Member } from "../lib/wire";
import { ems, lines } from "./fit";
import { type Field, GAP, pagesOf, roomiest, sizes } from "./paging";
import { t } from "./words";

/** How groups are laid out: `columns` across, names `abreast` beside each other in `size` (cqi), page by page. */
export interface Seating {
  readonly columns: number;
  readonly abreast: number;
  readonly size: number;
  readonly compact: boolean;
  /** ems that the labels of compact groups take */
  readonly label: number;
  /** what the smallest group needs, in cqi */
  readonly high: number;
  /** where a group meets stands below its label, not beside it */
  readonly stacked: boolean;
  readonly pages: readonly (readonly GroupFace[])[];
}

export interface Found {
  readonly name: string;
  readonly label: string;
}

/** Everybody by name: `head` is what all labels have in common ("Table"), so that only their numbers need stand. */
export interface Directory {
  readonly columns: number;
  readonly rows: number;
  readonly head: string;
  readonly pages: readonly (readonly Found[])[];
}

/** Groups for as many pages as a room can wait for; beyond that, people look themselves up by name. */
const MOST_PAGES = 4;

export type Laid =
  | { readonly kind: "groups"; readonly seating: Seating }
  | { readonly kind: "names"; readonly directory: Directory };

export function layOut(groups: readonly GroupFace[], field: Field, language = "en-GB"): Laid {
  const seating = seat(groups, field);
  if (seating.pages.length <= MOST_PAGES) return { kind: "groups", seating };
  return { kind: "names", directory: directory(groups, field, language) };
}

export function pagesIn(laid: Laid): number {
  return laid.kind === "groups" ? laid.seating.pages.length : laid.directory.pages.length;
}

/** How large a group's topic is set, in sizes of its names. */
export const TOPIC = 0.9;

/** Lines that a topic takes; the stage cuts it after three, phones hold it whole. */
const topicLines = (topic: string, inner: number, size: number): number =>
  Math.min(3, lines(topic, inner / (TOPIC * size)));

/** The role that one member of a group has alone: who leads this turn. What all others are called would only be noise. */
export function roleOf(member: Member, group: GroupFace): string {
  return group.members.filter((one) => one.role === member.role).length === 1 ? member.role : "";
}

/** The largest names at which all groups stand on one page; failing that, on as few as stay readable at the back. */
export function seat(groups: readonly GroupFace[], field: Field): Seating {
  const most = Math.max(1, ...groups.map((group) => group.members.length));
  const compact = most <= 3 && groups.length > 9 && groups.every((group) => !group.topic);
  // A topic is a sentence: it needs width more than its group needs to stand beside five others.
  const widestPage = groups.some((group) => group.topic) ? (groups.length > 9 ? 4 : 3) : 6;
  const longest = widest(groups);
  const label = compact ? Math.max(...groups.map((group) => ems(group.label))) : 0;
  return roomiest(sizes(groups.length > 9 ? 2.8 : 3.6, 1.9), (size) => {
    const layouts: (Seating & { readonly shape: number })[] = [];
    for (let columns = 1; columns <= Math.min(widestPage, groups.length); columns++) {
      const inner = (field.wide - GAP * (columns - 1)) / columns - 3.4 - (compact ? label * size * 0.95 + 1.2 : 0);
      const head = (group: GroupFace) =>
        ems(group.label) * size * 1.2 + Math.min(14, ems(group.where || (group.link && t("on_phone"))) * 1.6) + 1;
      const needed = longest * size;
      if (inner < needed || (!compact && groups.some((group) => ems(group.label) * size * 1.1 > inner))) continue;
      const stacked = !compact && groups.some((group) => head(group) > inner);
      for (const abreast of compact ? [1] : [1, 2]) {
        if (abreast * needed + abreast - 1 > inner) continue;
        const highOf = (group: GroupFace) => {
          const names = Math.max(1, Math.ceil(group.members.length / abreast)) * size * 1.24;
          const topic = group.topic ? topicLines(group.topic, inner, size) * TOPIC * size * 1.2 + 0.7 : 0;
          return compact ? names + 1.7 : names + topic + size * 1.2 + 3.1 + (stacked ? 2.1 : 0);
        };
        const rows = rowsOf(groups, columns);
        const highest = (row: readonly GroupFace[]) => Math.max(...row.map(highOf));
        if (rows.some((row) => highest(row) > field.high)) continue;
        const pages = pagesOf(rows, field.high + GAP, (row) => highest(row) + GAP).map((page) => page.flat());
        const high = Math.min(...rows.map(highest));
        const shape = shapeOf(pages[0]?.length ?? 1, columns, field, high) + (stacked ? 0.4 : 0);
        layouts.push({ columns, abreast, size, compact, label, high, stacked, pages, shape });
      }
    }
    const [first, ...rest] = layouts;
    const pages = groups.map((group) => [group]);
    if (!first) return { columns: 1, abreast: 1, size, compact, label, high: 0, stacked: true, pages };
    return rest.reduce((best, one) => {
      if (one.pages.length !== best.pages.length) return one.pages.length < best.pages.length ? one : best;
      return one.shape < best.shape ? one : best;
    }, first);
  });
}

function rowsOf(groups: readonly GroupFace[], columns: number): (readonly GroupFace[])[] {
  const rows: (readonly GroupFace[])[] = [];
  for (let at = 0; at < groups.length; at += columns) rows.push(groups.slice(at, at + columns));
  return rows;
}

/** How ill a layout looks: empty places in the last row, and cards far from one and a half times as wide as high. */
function shapeOf(count: number, columns: number, field: Field, high: number): number {
  const rows = Math.ceil(count / columns);
  const empty = (rows * columns - count) / (rows * columns);
  const wide = (field.wide - GAP * (columns - 1)) / columns;
  return 1.5 * empty + Math.abs(Math.log(wide / high / 1.8));
}

/** Ems of the name that decides how wide a column is, with the role beside it; whose name is longer is cut short. */
function widest(groups: readonly GroupFace[]): number {
  const all = groups.flatMap((group) =>
    group.members.map((member) => {
      const role = roleOf(member, group);
      return Math.min(11, ems(member.name)) + (role ? ems(role) * 0.7 + 0.4 : 0);
    }),
  );
  return Math.max(1, ...all);
}

/** Everybody by name, for rooms too large to read group by group. */
export function directory(groups: readonly GroupFace[], field: Field, language = "en-GB"): Directory {
  const order = new Intl.Collator(language, { sensitivity: "base", numeric: true });
  const split = groups.map((group) => /^(.*\D)(\d+)$/.exec(group.label));
  const head = split[0]?.[1] ?? "";
  const common = head !== "" && split.every((one) => one?.[1] === head);
  const found = groups
    .flatMap((group, at) =>
      group.members.map((member) => ({ name: member.name, label: (common && split[at]?.[2]) || group.label })),
    )
    .sort((a, b) => order.compare(a.name, b.name));
  const columns = 4;
  const rows = Math.max(1, Math.floor(field.high / 2.45) - 1);
  return { columns, rows, head: common ? head.trim() : "", pages: pagesOf(found, rows * columns, () => 1) };
}

/** The first letters of a page of names, as far as they tell it from its neighbours: "Ami – Bar". */
export function range(page: readonly Found[]): string {
  const short = (found: Found | undefined) => [...(found?.name ?? "")].slice(0, 3).join("");
  const [from, to] = [short(page[0]), short(page.at(-1))];
  return from === to ? from : `${from} – ${to}`;
}
