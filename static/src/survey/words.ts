import { wordsOf } from "../lib/words";
import en from "./en.json";

/** What the page of a survey says. */
export const t = wordsOf(en);
