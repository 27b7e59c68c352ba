import type { Got } from "../desk";
import type { Details, Season } from "./season";

/** Somebody in a list, told apart from somebody like them. */
export interface Brief extends Details {
  readonly id: string;
}

export interface Pair {
  readonly one: Brief;
  readonly other: Brief;
  readonly why: "address" | "name" | "near";
}

/** What it comes to when two rows become one person. */
export interface Together {
  readonly kept: Brief;
  readonly other: Brief;
  readonly details: Details;
  /** an address that would not be kept */
  readonly lost: string;
  readonly sessions: number;
  /** titles of sessions in which both sat */
  readonly both: readonly string[];
  readonly links: number;
  readonly promises: number;
  readonly registrations: number;
  readonly phrase: "" | "kept" | "other" | "both";
}

export interface Card {
  readonly id: string;
  readonly name: string;
  readonly phrase: string;
  readonly size: number;
  readonly path: string;
}

/** So many cards are made at once: three sheets of paper. */
export const AT_ONCE = 24;

const HERE = "/api/organise";
const id = encodeURIComponent;

export function doubles({ desk }: Season, community: string): Promise<Got<{ pairs: readonly Pair[] }>> {
  return desk.json(`${HERE}/communities/${id(community)}/doubles`);
}

export function wouldUnite({ desk }: Season, kept: string, other: string): Promise<Got<Together>> {
  return desk.json(`${HERE}/people/${id(kept)}/unite/look`, { other });
}

export function unite({ desk }: Season, kept: string, other: string): Promise<Got<object>> {
  return desk.json(`${HERE}/people/${id(kept)}/unite`, { other });
}

/** Cards with new links, AT_ONCE at most. The links that these people had stop working. */
export function cards(
  { desk }: Season,
  community: string,
  people: readonly string[],
  phrases: boolean,
): Promise<Got<{ where: string; cards: readonly Card[] }>> {
  return desk.json(`${HERE}/communities/${id(community)}/cards`, { people, phrases }, 60_000);
}
