import { wordsOf } from "../lib/words";
import en from "./en.json";

/** The words of the stage. */
export const t = wordsOf(en);
