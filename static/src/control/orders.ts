import type { Command } from "../lib/connection";
import type { Weighed } from "../lib/wire";

/**
 * What a facilitator may ask of the session, as it goes over the wire. Steps are named, so that a double tap, or a
 * second facilitator's tap a moment later, changes nothing.
 */
export const orders = {
  next: (step: string): Command => ({ do: "next", step }),
  back: (step: string): Command => ({ do: "back", step }),
  goTo: (item: string): Command => ({ do: "go_to", item }),
  skip: (item: string, skip: boolean): Command => ({ do: "skip", item, skip }),
  repeat: (item: string, groups: "same" | "new", invitation: string): Command => ({
    do: "repeat",
    item,
    groups,
    invitation,
  }),
  planMinutes: (step: string, minutes: number): Command => ({ do: "plan_minutes", step, minutes }),
  pause: (): Command => ({ do: "pause" }),
  resume: (): Command => ({ do: "resume" }),
  extend: (seconds: number): Command => ({ do: "extend", seconds }),
  shorten: (seconds: number): Command => ({ do: "shorten", seconds }),
  ring: (): Command => ({ do: "ring" }),
  answerHelp: (seat: number): Command => ({ do: "answer_help", seat }),
  movePerson: (seat: number, group: number, step: string): Command => ({ do: "move_person", seat, group, step }),
  regroup: (step: string): Command => ({ do: "regroup", step }),
  setMixing: (wish: string, weight: Weight): Command => ({ do: "set_mixing", wish, weight }),
  tiePair: (one: number, other: number, how: How): Command => ({ do: "tie_pair", one, other, how }),
  removePerson: (seat: number): Command => ({ do: "remove_person", seat }),
  moderate: (contribution: string, act: Act): Command => ({ do: "moderate", contribution, act }),
  putInOne: (contributions: readonly string[]): Command => ({ do: "put_in_one", contributions }),
  takeApart: (contribution: string): Command => ({ do: "take_apart", contribution }),
  rewordGiven: (name: string, line: string, words: string): Command => ({ do: "reword_given", name, line, words }),
  message: (words: string): Command => ({ do: "message", words }),
  writeNote: (step: string, words: string): Command => ({ do: "write_note", step, words }),
  handOver: (to: string): Command => ({ do: "hand_over", to }),
  close: (): Command => ({ do: "close" }),
  reopen: (): Command => ({ do: "reopen" }),
} as const;

export type Weight = Weighed["weight"];
export type How = "apart" | "together" | "free";
export type Act = "hide" | "restore" | "show" | "take_off" | "mark" | "unmark";
