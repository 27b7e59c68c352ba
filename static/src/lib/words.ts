import en from "./en.json";

/** Strings by key. A plural is an object by plural category, chosen by the argument `n`. */
export type Plural = { readonly other: string } & Partial<Readonly<Record<Intl.LDMLPluralRule, string>>>;
export type Strings = Readonly<Record<string, string | Plural>>;
export type Args = Readonly<Record<string, string | number>>;

const RTL = /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;

let language = "en-GB";
let translated: Strings = {};

/** Speak another language. What `strings` lacks stays English rather than blank. */
export function speak(to: string, strings: Strings): void {
  language = to;
  translated = strings;
  document.documentElement.lang = to;
  document.documentElement.dir = RTL.test(to) ? "rtl" : "ltr";
}

/**
 * The `t()` of a page: looks a key up and fills in `{name}`; numbers are written as the language writes them.
 * Each page brings its own English, so that a phone does not carry the words of the control screen.
 */
export function wordsOf<T extends Strings>(english: T): (key: keyof T & string, args?: Args) => string {
  return (key, args = {}) => {
    const found: string | Plural = translated[key] ?? english[key] ?? key;
    const text =
      typeof found === "string" ? found : (found[new Intl.PluralRules(language).select(Number(args.n))] ?? found.other);
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = args[name];
      if (value === undefined) return hole;
      if (typeof value === "number") return value.toLocaleString(language);
      // Names such as 1-2-4-All keep their own direction inside a sentence that runs from right to left.
      return document.documentElement.dir === "rtl" ? `\u2068${value}\u2069` : value;
    });
  };
}

/** The words of this folder. */
export const t = wordsOf(en);

/** Names joined as the language joins them: "Peter, Rosa and Tom". */
export function and(names: readonly string[]): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(names);
}

/** A length of time for the ear: "1 minute, 24 seconds". */
export function spoken(seconds: number): string {
  const unit = (n: number, name: string) =>
    n.toLocaleString(language, { style: "unit", unit: name, unitDisplay: "long" });
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return [minutes && unit(minutes, "minute"), (rest || !minutes) && unit(rest, "second")].filter(Boolean).join(" ");
}

/** A day as people say it: "Fri 29 January". `day` is YYYY-MM-DD and means that day wherever its reader is. */
export function dayName(day: string, month: "long" | "short" = "long"): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return date
    .toLocaleDateString(language, { weekday: "short", day: "numeric", month, timeZone: "UTC" })
    .replace(",", "");
}

/** The day of an instant (seconds since 1970) where the reader is: "Thursday 3 December". */
export function wholeDay(instant: number): string {
  return new Date(instant * 1000).toLocaleDateString(language, { weekday: "long", day: "numeric", month: "long" });
}

/** "10:04" where the reader is. A number is milliseconds since 1970. */
export function timeOfDay(at: number | Date): string {
  return new Date(at).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** A day and an hour as the clock on the wall there shows them: "Sunday 14 March at 10:00". */
export const dayAndTime = (seconds: number, timeZone: string): string =>
  new Date(seconds * 1000).toLocaleString(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    ...(timeZone && { timeZone }),
  });
