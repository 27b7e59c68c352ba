import { titleOf } from "../../lib/lines";
import type { Commitment, Own, Room } from "../../lib/wire";
import { dayName } from "../../lib/words";
import { t } from "./words";

/** Hand a file made here to the person; nothing goes over the network. */
export function give(name: string, kind: string, content: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: kind }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** Lines of at most 75 bytes, as calendars want them; no character is cut in two. */
function folded(line: string): string {
  const bytes = new TextEncoder();
  const lines: string[] = [];
  let now = "";
  for (const letter of line) {
    if (bytes.encode(now + letter).length > 74) {
      lines.push(now);
      now = " ";
    }
    now += letter;
  }
  return [...lines, now].join("\r\n");
}

const stamp = (at: Date): string => `${at.toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;

/** YYYYMMDD of the day, or of the day after it. */
function day(text: string, after = 0): string {
  const at = new Date(`${text}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + after);
  return at.toISOString().slice(0, 10).replaceAll("-", "");
}

/** A commitment as a calendar file: the whole day, with a reminder at nine the morning before. */
export function calendar(one: Commitment, title: string, id: string, now = new Date()): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Tingsha//EN",
    "BEGIN:VEVENT",
    `UID:${id}@tingsha`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART;VALUE=DATE:${day(one.when)}`,
    `DTEND;VALUE=DATE:${day(one.when, 1)}`,
    `SUMMARY:${escaped(one.what)}`,
    `DESCRIPTION:${escaped([title, one.with_whom && t("with_whom", { name: one.with_whom })].filter(Boolean).join(", "))}`,
    "TRANSP:TRANSPARENT",
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    `DESCRIPTION:${escaped(one.what)}`,
    "TRIGGER:-PT15H",
    "END:VALARM",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n");
}

/** Everything one takes away, as plain text. */
export function keepsake(room: Room, own: Own, kept: readonly string[]): string {
  const part = (title: string, lines: readonly string[]) =>
    lines.length ? ["", title.toUpperCase(), "", ...lines] : [];
  return [
    [room.title, room.subtitle].filter(Boolean).join(", "),
    ...part(
      t("my_commitment", { n: own.commitments.length }),
      own.commitments.map((one) =>
        [`- ${one.what}`, one.when && dayName(one.when), one.with_whom && t("with_whom", { name: one.with_whom })]
          .filter(Boolean)
          .join(", "),
      ),
    ),
    ...part(
      t("decided"),
      room.decided.flatMap((block) => [block.title, ...block.cards.map((card) => `- ${titleOf(card)}`)]),
    ),
    ...part(
      t("my_notes"),
      own.notes.flatMap((block) => [
        block.title,
        ...block.cards.map((card) => `- ${card.lines.map((line) => line.text).join("; ")}`),
      ]),
    ),
    ...part(
      t("kept_notes"),
      kept.map((words) => `- ${words}`),
    ),
    "",
  ].join("\n");
}
