import { later } from "../lib/lazy";

/** What a phone does not need to open its page: it comes a moment later, before a step asks for it. */
export const phoneLate = later(() => import("./late"));
