import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { newId } from "../lib/ids";
import { local } from "../lib/links";
import { ANY, type Offer, peopleIn, type Wish } from "./catalogue";
import type { Desk } from "./desk";
import { useAsked } from "./pieces";
import { added, readString, type Strung } from "./string";

/** What an organiser keeps on this device: for how many people they plan, what they look for, and a string of their own. */
const PEOPLE = "tingsha.people";
const STRING = "tingsha.string";
const USUAL = 25;

export const people = signal(peopleIn(local.getItem(PEOPLE) ?? "", USUAL));
/** Stands as long as the page does: the way back from a structure leads to the same list. */
export const wish = signal<Wish>(ANY);
export const string = signal(readString(local.getItem(STRING)));
/** Said once, politely, to those who listen rather than look. */
export const said = signal("");

export function planFor(n: number): void {
  people.value = n;
  local.setItem(PEOPLE, `${n}`);
}

export function keep(next: Strung): void {
  string.value = next;
  local.setItem(STRING, JSON.stringify(next));
}

export function addStructure(offer: Pick<Offer, "slug" | "title">): void {
  const { slug, title } = offer;
  keep(added(string.peek(), { id: newId(), kind: "structure", slug, title, invitation: "", uses: [] }));
}

/** What another tab adds is here too. */
export function followTabs(): void {
  addEventListener("storage", (event) => {
    if (event.key === STRING) string.value = readString(event.newValue);
    if (event.key === PEOPLE) people.value = peopleIn(event.newValue ?? "", USUAL);
  });
}

const known = signal<readonly Offer[] | undefined>(undefined);

/** Every structure, reckoned for the people planned for. While others are reckoned, the last ones stand. */
export function useOffers(desk: Desk): {
  offers: readonly Offer[] | undefined;
  busy: boolean;
  failed: { says: string } | undefined;
  again: () => void;
} {
  const n = people.value;
  const { value, failed, again } = useAsked(() => desk.structures(n), `${n}`);
  useEffect(() => {
    if (value) known.value = value;
  }, [value]);
  return { offers: value ?? known.value, busy: !value && !failed, failed, again };
}
