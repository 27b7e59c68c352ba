import type { Control, Group, Own, Room, Sent, Stage } from "../lib/wire";

/** A moment of a rehearsal, as the stage, the facilitator and one phone are told it. */
export interface Frame {
  /** seconds since 1970, on the clock of the rehearsal */
  readonly at: number;
  readonly moment: "start" | "middle" | "end";
  readonly step: string;
  readonly says: string;
  readonly room: Room;
  readonly stage: Stage;
  readonly control: Control;
  readonly group: Group;
  readonly own: Own;
}

/** Which screen a preview shows; the fragment of its address says so. */
export const SCREENS = ["stage", "control", "phone"] as const;
export type Screen = (typeof SCREENS)[number];

/** What a preview tells the page around it, once. */
export interface Ready {
  readonly ready: Screen;
}

/** What the page around it tells a preview, moment by moment. */
export interface Shown {
  readonly frame: Frame;
}

/** A moment as a server would send it. */
export function sentOf(frame: Frame): Sent[] {
  const { at: t } = frame;
  return [
    { part: "room", n: 0, t, v: frame.room },
    { part: "stage", n: 0, t, v: frame.stage },
    { part: "control", n: 0, t, v: frame.control },
    { part: "group", n: 0, t, v: frame.group },
    { part: "own", n: 0, t, v: frame.own },
  ];
}

/** The ids of all pictures in a moment: nobody drew them, as simulated people have no hands. */
export function picturesIn(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const one of value) picturesIn(one, found);
  else if (value && typeof value === "object") {
    const line = value as { kind?: unknown; text?: unknown };
    if (line.kind === "picture" && typeof line.text === "string" && line.text) found.add(line.text);
    for (const one of Object.values(value)) picturesIn(one, found);
  }
  return found;
}
