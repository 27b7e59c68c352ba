import { wordsOf } from "../../lib/words";
import en from "./en.json";
import type { Brief } from "./season";

/** The words about communities. */
export const t = wordsOf(en);

export const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** "Thursday 17 December, 10:00", and the place whose clock is meant when it is not the reader's. */
export function when(meeting: Pick<Brief, "day" | "time" | "zone">): string {
  if (!meeting.day) return t("no_date");
  const day = new Date(`${meeting.day}T12:00:00Z`);
  const year = day.getUTCFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const said = day
    .toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", year, timeZone: "UTC" })
    .replace(",", "");
  return meeting.zone === HERE ? `${said}, ${meeting.time}` : `${said}, ${meeting.time} (${town(meeting.zone)})`;
}

/** How people call a zone. */
export function town(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** The names of all zones this browser knows, with the reader's own first. */
export function zones(): readonly string[] {
  const all = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return [HERE, ...all.filter((zone) => zone !== HERE)];
}
