import type { GroupFace, StepFace } from "../lib/wire";

/** One of several parts of a step that go on side by side: its name, what is asked in it, and which groups are in it. */
export interface Lane {
  readonly topic: string;
  readonly ask: string;
  readonly groups: readonly string[];
}

/** The lanes of a step, where groups are asked different things. One prompt for all is no lane. */
export function lanesOf(groups: readonly GroupFace[]): Lane[] {
  const lanes = new Map<string, { topic: string; ask: string; groups: string[] }>();
  for (const { topic, ask, label } of groups) {
    if (!ask) continue;
    const key = `${topic}\n${ask}`;
    const lane = lanes.get(key) ?? { topic, ask, groups: [] };
    lane.groups.push(label);
    lanes.set(key, lane);
  }
  return lanes.size > 1 ? [...lanes.values()] : [];
}

/** What people are called in each group, in the order they speak; empty where no two roles differ. */
export function rolesOf(step: StepFace, groups: readonly GroupFace[]): string[] {
  if (step.roams) return [];
  const most = groups.reduce<GroupFace | undefined>(
    (best, group) => (group.members.length > (best?.members.length ?? 0) ? group : best),
    undefined,
  );
  const roles = [...new Set(most?.members.map((member) => member.role).filter(Boolean))];
  return roles.length > 1 ? roles : [];
}

/** How many columns of panels: four lie two by two, up to three side by side. */
export const lanesAbreast = (count: number): number => (count < 4 ? count : count === 4 ? 2 : 3);
