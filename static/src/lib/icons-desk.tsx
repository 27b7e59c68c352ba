import { icon } from "./icons";

/** Icons that only the control screen and the organiser's pages need. */
export const Pause = icon("M8.5 5.5v13M15.5 5.5v13");
export const Play = icon("M8 5.5v13l10-6.5z");
export const Back = icon("M19 12H6M11 6.5 5.5 12l5.5 5.5");
export const Next = icon("M5 12h13M13 6.5l5.5 5.5-5.5 5.5");
export const Hide = icon(
  "M5.5 8.3A15 15 0 0 0 2.8 12c2.3 4 5.4 6 9.2 6 1.5 0 2.9-.3 4.1-.9M10 6.2c.6-.1 1.3-.2 2-.2 3.8 0 6.9 2 9.2 6a15 15 0 0 1-2 2.7M4.5 4l15 16",
);
export const Merge = icon("M6 4.5c0 5 6 5 6 9.5v5.5M18 4.5c0 5-6 5-6 9.5M8.8 16.5 12 19.7l3.2-3.2");
export const Plus = icon("M12 5v14M5 12h14");
export const Close = icon("M6 6l12 12M18 6 6 18");
