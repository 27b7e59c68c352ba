import type { Sign } from "../lib/wire";

export interface OfferStep {
  readonly word: string;
  readonly sign: Sign["sign"];
  readonly seconds: number;
  readonly ask: string;
}

/** A structure as the catalogue offers it; minutes and steps are for so many people. */
export interface Offer {
  readonly slug: string;
  readonly title: string;
  readonly purpose: string;
  readonly invitation: string;
  /** null: all of it happens between meetings */
  readonly minutes: number | null;
  readonly between_days: number;
  readonly least: number;
  readonly good_for: readonly string[];
  readonly online: "yes" | "with care" | "no" | "";
  readonly groups: readonly Sign["sign"][];
  readonly leaves: boolean;
  readonly left: readonly string[];
  readonly steps: readonly OfferStep[];
}

/** What is looked for. `online`: "yes" only what works well there, "care" also what needs care. */
export interface Wish {
  readonly text: string;
  readonly purposes: readonly string[];
  /** at most so many minutes; 0 is any */
  readonly minutes: number;
  readonly online: "" | "yes" | "care";
  /** only what so many people are enough for */
  readonly fits: boolean;
}

export const ANY: Wish = { text: "", purposes: [], minutes: 0, online: "", fits: false };
export const TIMES = [15, 30, 60] as const;
export const FEWEST = 2;
export const MOST = 1000;

/** A number of people that can be reckoned with, whatever was typed. */
export function peopleIn(typed: string, otherwise: number): number {
  const n = Math.round(Number(typed));
  return typed.trim() && Number.isFinite(n) ? Math.min(MOST, Math.max(FEWEST, n)) : otherwise;
}

/** Without accents, dashes and capitals, so that "what3" and "1 2 4 all" find what they mean. */
const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ");

export const isAny = (wish: Wish): boolean =>
  !wish.text.trim() && !wish.purposes.length && !wish.minutes && !wish.online && !wish.fits;

/** The structures that answer a wish: every word, any of the purposes, and all the rest. */
export function found(offers: readonly Offer[], wish: Wish, people: number): Offer[] {
  const words = plain(wish.text).split(" ").filter(Boolean);
  return offers.filter((offer) => {
    const told = plain([offer.title, offer.purpose, offer.invitation, ...offer.good_for, ...offer.left].join(" "));
    const dense = plain(offer.title).replaceAll(" ", "");
    return (
      words.every((word) => told.includes(word) || dense.includes(word)) &&
      (!wish.purposes.length || wish.purposes.some((purpose) => offer.good_for.includes(purpose))) &&
      (!wish.minutes || (offer.minutes !== null && !offer.between_days && offer.minutes <= wish.minutes)) &&
      (!wish.online || offer.online === "yes" || (wish.online === "care" && offer.online === "with care")) &&
      (!wish.fits || offer.least <= people)
    );
  });
}

/** Every purpose that a structure is good for, those of most structures first. */
export function purposes(offers: readonly Offer[]): string[] {
  const counts = new Map<string, number>();
  for (const one of offers.flatMap((offer) => offer.good_for)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([name]) => name);
}

/** Something that is played so many times over. */
export interface Round<T> {
  readonly times: number;
  readonly of: readonly T[];
}

/** A run with what repeats told once. `alike` is what makes two of them the same. */
export function rounds<T>(run: readonly T[], alike: (one: T) => string): Round<T>[] {
  const keys = run.map(alike);
  const out: Round<T>[] = [];
  for (let at = 0; at < run.length; ) {
    const [length, times] = longest(keys, at);
    if (times > 1) {
      out.push({ times, of: run.slice(at, at + length) });
      at += length * times;
    } else {
      const last = out.at(-1);
      const one = run[at++] as T;
      if (last?.times === 1) out[out.length - 1] = { times: 1, of: [...last.of, one] };
      else out.push({ times: 1, of: [one] });
    }
  }
  return out;
}

/** The stretch from `at` that repeats at once and covers most: how long it is, and how often it comes. */
function longest(keys: readonly string[], at: number): [length: number, times: number] {
  let best: [number, number] = [1, 1];
  for (let length = 1; at + 2 * length <= keys.length; length++) {
    let times = 1;
    while (
      at + (times + 1) * length <= keys.length &&
      keys.slice(at, at + length).every((key, n) => key === keys[at + times * length + n])
    )
      times++;
    if (times > 1 && times * length > best[0] * best[1]) best = [length, times];
  }
  return best;
}
