import { wordsOf } from "../../lib/words";
import en from "./en.json";

/** What the parts say that come after the page. */
export const t = wordsOf(en);
