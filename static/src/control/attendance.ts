import type { GroupFace, GroupRow, Person, Room } from "../lib/wire";

/** People who are in the session: not those who went home. */
export const present = (people: readonly Person[]): Person[] => people.filter((p) => !p.left);
export const here = (people: readonly Person[]): Person[] => people.filter((p) => !p.left && p.here);
export const away = (people: readonly Person[]): Person[] => people.filter((p) => !p.left && !p.here);
export const gone = (people: readonly Person[]): Person[] => people.filter((p) => p.left);
export const unsent = (people: readonly Person[]): Person[] => people.filter((p) => p.unsent > 0);

export interface Share {
  readonly value: string;
  readonly n: number;
}

/** One list for each question of the door (place, role …): how many of those here gave which answer, most first. */
export function shares(people: readonly Person[]): Share[][] {
  const list = here(people);
  const questions = Math.max(0, ...list.map((p) => p.traits.length));
  return Array.from({ length: questions }, (_, q) => {
    const counts = new Map<string, number>();
    for (const person of list) {
      const value = person.traits[q];
      if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].map(([value, n]) => ({ value, n })).sort((a, b) => b.n - a.n);
  }).filter((list) => list.length > 0);
}

/** Late-comers: here, but in no group while the others are in groups. */
export function unplaced(people: readonly Person[], groups: readonly { group: GroupFace }[]): Person[] {
  if (!groups.length) return [];
  const seated = new Set(groups.flatMap((g) => g.group.members.map((m) => m.seat)));
  return here(people).filter((p) => !seated.has(p.seat));
}

/** Where one more person is least felt. */
export function smallest(groups: readonly { group: GroupFace }[]): GroupFace | null {
  return groups.reduce<GroupFace | null>(
    (least, { group }) => (least && least.members.length <= group.members.length ? least : group),
    null,
  );
}

const QUIET = 120;

/**
 * Seconds since a group gave its last sign of life, when that is long enough to look up; 0 otherwise. A group that
 * only talks is not expected to touch a phone, so it is never called quiet. `since`: seconds the step has run.
 */
export function quietFor(row: GroupRow, step: Room["step"], since: number, now: number): number {
  if (!step || step.talk || !step.writes || row.state === "wrote" || row.state === "free") return 0;
  const still = row.last > 0 ? Math.min(now - row.last, since) : since;
  return still >= QUIET ? still : 0;
}

/** Those who need a look first, then by number: help, quiet, no pen, the rest. */
export function byNeed<T extends { row: GroupRow; quiet: number }>(rows: readonly T[]): T[] {
  const need = (one: T) => (one.row.state === "help" ? 0 : one.quiet ? 1 : 2);
  return [...rows].sort((a, b) => need(a) - need(b) || a.row.group.number - b.row.group.number);
}
