import { isAround, standsBeside } from "../lib/before";
import type { Block, Clock, GroupFace, Room, Stage } from "../lib/wire";
import { type Lane, lanesOf } from "./lanes";

/** What the stage shows. One thing at a time: what people must do now comes first, what was said comes after. */
export type Scene =
  | { readonly kind: "wait" | "lobby" | "between" | "break" | "closed" }
  | { readonly kind: "step" }
  | { readonly kind: "who" | "market" }
  | { readonly kind: "lanes"; readonly lanes: readonly Lane[] }
  | { readonly kind: "blocks"; readonly blocks: readonly Block[] };

/** Seconds for which a page of groups stands. */
export const TURN = 8;

/** Groups worth a look: more than one, and somebody to meet in them. */
export function together(groups: readonly GroupFace[]): readonly GroupFace[] {
  return groups.length > 1 && groups.some((group) => group.members.length > 1) ? groups : [];
}

/** Who is with whom, as one word: two steps with the same word keep people where they are. */
export function seatedAs(groups: readonly GroupFace[]): string {
  return groups.map((group) => group.members.map((member) => member.seat).join(",")).join(";");
}

/** What a stage remembers of who sat where: `before` is how people sat in the step before this one. */
export interface Memory {
  readonly step: string;
  readonly seated: string;
  readonly prior: string;
  readonly changed: number;
  readonly before: string | null;
}

export const NOTHING_SEEN: Memory = {
  step: "",
  seated: "",
  prior: "",
  changed: Number.NEGATIVE_INFINITY,
  before: null,
};

/** Milliseconds within which a new step and its groups are one change: they come as two parts, in either order. */
const ONE_CHANGE = 2000;

/** What is remembered once `step` stands with people `seated` so, at `now` (milliseconds). */
export function remember(memory: Memory, step: string, seated: string, now: number): Memory {
  const moved = seated !== memory.seated;
  const [prior, changed] = moved ? [memory.seated, now] : [memory.prior, memory.changed];
  if (step === memory.step) return moved ? { ...memory, seated, prior, changed } : memory;
  const before = memory.step === "" ? null : now - changed < ONE_CHANGE ? prior : seated;
  return { step, seated, prior, changed, before };
}

/** Whether people stay where they sat in the step before: then nobody needs to look for anybody. */
export function stays(memory: Memory): boolean {
  return memory.seated !== "" && memory.seated === memory.before;
}

/**
 * Seconds for which a step first shows who is with whom: every page twice, but not the better part of a short step.
 * A room too large to look itself up in that time sees every page once.
 */
export function findingTime(pages: number, clock: Clock | null): number {
  const wanted = Math.max(40, pages * TURN * 2);
  if (!clock || clock.open || clock.total <= 0) return wanted;
  const once = Math.min(pages * TURN, clock.total * 0.7);
  return Math.min(wanted, Math.max(20, once, clock.total * 0.4));
}

/** Seconds that a step has run by its clock: the same after a reload, and standing still while it is paused. */
export function gone(clock: Clock | null, left: number): number {
  return clock ? Math.max(0, clock.total - left) : 0;
}

export function hasWords(block: Block): boolean {
  return block.cards.length > 0 || block.ties.length > 0 || block.spread.some((count) => count > 0);
}

/** A map or sorted columns, as far as people have placed or sorted the cards. */
const isMap = ({ show, cards }: Block): boolean =>
  (show === "plot" || show === "columns") && cards.some((card) => card.marking !== null);

/**
 * The scene of this moment. `finding`: people are still finding their places. Words that are shared stand as soon as
 * there are any: a step that shares them is there for nothing else, unless people write something new beside them.
 */
export function sceneOf(room: Room | null, stage: Stage | null, finding: boolean): Scene {
  if (!room) return { kind: "wait" };
  if (room.phase === "lobby") return { kind: "lobby" };
  if (room.phase === "closed") return { kind: "closed" };
  if (!room.step) return { kind: "between" };
  if (room.step.kind === "break") return { kind: "break" };
  const { step } = room;
  const blocks = room.blocks.filter((block) => hasWords(block) && !standsBeside(step, block.key, block.cards.length));
  // Where people move freely, where they may go comes first; unless one thing is held up for all to see.
  const spotted = blocks.some((block) => block.cards.some((card) => card.id === block.spot));
  if (step.roams && room.market.length > 0 && !spotted) return { kind: "market" };
  if (blocks.length > 0) return { kind: "blocks", blocks };
  if (finding && stage && together(stage.groups).length > 0) return { kind: "who" };
  // A map is looked at while people choose from it: as a list of its cards it would say nothing.
  const maps = room.blocks.filter((block) => isMap(block) && !isAround(step, block.key) && hasWords(block));
  if (maps.length > 0) return { kind: "blocks", blocks: maps };
  const lanes = lanesOf(stage?.groups ?? []);
  return lanes.length > 0 ? { kind: "lanes", lanes } : { kind: "step" };
}
