import { wordsOf } from "../lib/words";
import en from "./en.json";

/** What the page of one's own says. */
export const t = wordsOf(en);
