import { wordsOf } from "../../../lib/words";
import en from "./en.json";

/** The words about registration. */
export const t = wordsOf(en);
