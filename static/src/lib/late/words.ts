import { wordsOf } from "../words";
import en from "./en.json";

/** What the larger fields say. */
export const t = wordsOf(en);
