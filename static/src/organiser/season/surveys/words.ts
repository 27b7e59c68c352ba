import { wordsOf } from "../../../lib/words";
import en from "./en.json";

/** What the pages about surveys say. */
export const t = wordsOf(en);
