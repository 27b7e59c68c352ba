import { wordsOf } from "../../lib/words";
import en from "./en.json";

/** The words about accounts. */
export const t = wordsOf(en);

export const ROLES = ["organiser", "facilitator", "co_facilitator", "viewer"] as const;
export type Role = (typeof ROLES)[number];
