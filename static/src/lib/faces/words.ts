import { wordsOf } from "../words";
import en from "./en.json";

/** The words of the faces. */
export const t = wordsOf(en);
