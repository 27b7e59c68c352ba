import { wordsOf } from "../lib/words";
import en from "./en.json";

/** What the phone says. */
export const t = wordsOf(en);
