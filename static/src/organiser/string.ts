import type { Offer } from "./catalogue";

/** One part of a string: a structure with an invitation of one's own, or minutes to talk or rest. */
export type Part =
  | {
      readonly id: string;
      readonly kind: "structure";
      readonly slug: string;
      readonly title: string;
      /** empty: the structure's own */
      readonly invitation: string;
      /** ids of earlier parts whose words stand on every screen while this one runs */
      readonly uses: readonly string[];
    }
  | { readonly id: string; readonly kind: "talk" | "break"; readonly title: string; readonly minutes: number };

export interface Strung {
  readonly title: string;
  readonly subtitle: string;
  /** "10:00" */
  readonly begins: string;
  readonly parts: readonly Part[];
}

export const EMPTY: Strung = { title: "", subtitle: "", begins: "10:00", parts: [] };
const LONGEST = 240;

const isText = (value: unknown): value is string => typeof value === "string";

/** A string as it was kept; whatever of it is damaged is left out. */
export function readString(kept: string | null): Strung {
  try {
    const told = JSON.parse(kept ?? "null") as Partial<Strung> | null;
    const parts = Array.isArray(told?.parts) ? told.parts.filter(isPart) : [];
    const text = (value: unknown, otherwise: string) => (isText(value) ? value : otherwise);
    return {
      title: text(told?.title, ""),
      subtitle: text(told?.subtitle, ""),
      begins: text(told?.begins, EMPTY.begins),
      parts,
    };
  } catch {
    return EMPTY;
  }
}

function isPart(value: unknown): value is Part {
  const part = value as Record<string, unknown> | null;
  if (!part || !isText(part.id) || !isText(part.title)) return false;
  if (part.kind === "structure")
    return isText(part.slug) && isText(part.invitation) && Array.isArray(part.uses) && part.uses.every(isText);
  return (part.kind === "talk" || part.kind === "break") && typeof part.minutes === "number";
}

export function added(string: Strung, part: Part): Strung {
  return { ...string, parts: [...string.parts, part] };
}

export function removed(string: Strung, id: string): Strung {
  return { ...string, parts: string.parts.filter((part) => part.id !== id) };
}

/** One part earlier (-1) or later (1); nothing changes at an end. */
export function moved(string: Strung, id: string, by: -1 | 1): Strung {
  const from = string.parts.findIndex((part) => part.id === id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= string.parts.length) return string;
  const parts = [...string.parts];
  parts.splice(to, 0, ...parts.splice(from, 1));
  return { ...string, parts };
}

export function changed(string: Strung, id: string, to: Partial<Part>): Strung {
  return { ...string, parts: string.parts.map((part) => (part.id === id ? ({ ...part, ...to } as Part) : part)) };
}

/** A length a part may have, whatever was typed. */
export const minutesIn = (typed: string): number => Math.min(LONGEST, Math.max(1, Math.round(Number(typed)) || 1));

/** The minutes of one part; 0 for what happens between meetings, undefined for a structure that is not there. */
export function minutesOf(part: Part, offers: ReadonlyMap<string, Offer>): number | undefined {
  if (part.kind !== "structure") return part.minutes;
  const offer = offers.get(part.slug);
  return offer && (offer.minutes ?? 0);
}

export function total(string: Strung, offers: ReadonlyMap<string, Offer>): number {
  return string.parts.reduce((sum, part) => sum + (minutesOf(part, offers) ?? 0), 0);
}

/** "11:35": so many minutes after "10:00"; empty when no time was given. */
export function endsAt(begins: string, minutes: number): string {
  const [, hours, rest] = /^(\d{1,2}):(\d{2})$/.exec(begins) ?? [];
  if (hours === undefined) return "";
  const at = (Number(hours) * 60 + Number(rest) + minutes) % 1440;
  const two = (n: number) => `${n}`.padStart(2, "0");
  return `${two(Math.floor(at / 60))}:${two(at % 60)}`;
}

/** Earlier parts that leave something this part may take along. */
export function earlier(string: Strung, id: string, offers: ReadonlyMap<string, Offer>): Part[] {
  const at = string.parts.findIndex((part) => part.id === id);
  return string.parts.slice(0, Math.max(0, at)).filter((part) => leaves(part, offers));
}

const leaves = (part: Part, offers: ReadonlyMap<string, Offer>): boolean =>
  part.kind === "structure" && (offers.get(part.slug)?.leaves ?? false);

/** What each part's output is called: after its structure, with a figure when that comes again. */
function outputs(string: Strung, offers: ReadonlyMap<string, Offer>): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const part of string.parts) {
    if (part.kind !== "structure" || !leaves(part, offers)) continue;
    let name = part.slug;
    for (let n = 2; taken.has(name); n++) name = `${part.slug}_${n}`;
    taken.add(name);
    names.set(part.id, name);
  }
  return names;
}

/** In YAML's double quotes as in JSON's, but for a few signs that YAML wants by their number. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** The string as a script: what is played, and what can be put into session_scripts. */
export function scriptOf(string: Strung, title: string, offers: ReadonlyMap<string, Offer>): string {
  const names = outputs(string, offers);
  const lines = [`title: ${quoted(title)}`];
  if (string.subtitle.trim()) lines.push(`subtitle: ${quoted(string.subtitle.trim())}`);
  lines.push("items:");
  for (const part of string.parts) {
    if (part.kind !== "structure") {
      lines.push(`  - ${part.kind}: ${quoted(part.title)}`, `    minutes: ${part.minutes}`);
      continue;
    }
    lines.push(`  - structure: ${part.slug}`);
    if (part.invitation.trim()) lines.push(`    invitation: ${quoted(part.invitation.trim())}`);
    const uses = earlier(string, part.id, offers).filter((one) => part.uses.includes(one.id));
    if (uses.length) lines.push(`    uses: [${uses.map((one) => names.get(one.id)).join(", ")}]`);
    const output = names.get(part.id);
    if (output) lines.push(`    output: ${output}`);
  }
  return `${lines.join("\n")}\n`;
}

/** A name for the file that any computer can keep. */
export function fileName(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_");
  return `${plain.slice(0, 60).replace(/^_+|_+$/g, "") || "script"}.yaml`;
}
