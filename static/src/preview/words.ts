import { wordsOf } from "../lib/words";
import en from "./en.json";

/** The words of previews; all others come from the screens they show. */
export const t = wordsOf(en);
