import { icon } from "./icons";

// Signs that no page opens with.

export const Calendar = icon(
  "M6 5.5h12a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7.5a2 2 0 0 1 2-2zM4 10h16M8.5 3v4M15.5 3v4M9 15l2.2 2 4-4",
);
export const Down = icon("M12 4v11M7.5 10.8 12 15.3l4.5-4.5M4.5 19.5h15");
