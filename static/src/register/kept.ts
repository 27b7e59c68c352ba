import { newId } from "../lib/ids";
import { local, tab } from "../lib/links";
import type { Words } from "./asking";

/** The links of one's own that this device knows for a page: one for each person who registered with it. */
const KEYS = "tingsha.register.";
const DRAFT = "tingsha.registering.";
const MOST = 8;

export const NOTHING: Words = {
  name: "",
  email: "",
  role: "",
  organisation: "",
  place: "",
  contact: false,
  agreed: false,
};

export function keysOf(page: string): readonly string[] {
  return (local.getItem(KEYS + page) ?? "").split(" ").filter(Boolean);
}

export function keep(page: string, key: string): void {
  const keys = [...keysOf(page).filter((one) => one !== key), key];
  local.setItem(KEYS + page, keys.slice(-MOST).join(" "));
}

export function drop(page: string, key: string): void {
  local.setItem(
    KEYS + page,
    keysOf(page)
      .filter((one) => one !== key)
      .join(" "),
  );
}

/** What is being written, with the key it will be sent under: pressed twice, or sent again after a reload, it is one. */
export interface Draft {
  readonly key: string;
  readonly words: Words;
}

export function draftOf(page: string): Draft {
  try {
    const kept = JSON.parse(tab.getItem(DRAFT + page) ?? "") as Draft;
    return { key: kept.key || newId(), words: { ...NOTHING, ...kept.words } };
  } catch {
    return { key: newId(), words: NOTHING };
  }
}

export function keepDraft(page: string, draft: Draft): void {
  tab.setItem(DRAFT + page, JSON.stringify(draft));
}

export function dropDraft(page: string): void {
  tab.removeItem(DRAFT + page);
}
