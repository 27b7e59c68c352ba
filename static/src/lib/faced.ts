import { later } from "./lazy";

/** Faces that are more than a list, and pictures, come with the first block that needs them: most phones never do. */
export const faces = later(() => import("./faces"));
