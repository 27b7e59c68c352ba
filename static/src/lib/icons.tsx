import type { JSX } from "preact";

export type IconProps = { class?: string };

/** A line icon on a 24 by 24 grid. Icons inform only beside words, so they are hidden from screen readers. */
export function icon(path: string): (props: IconProps) => JSX.Element {
  return (props) => (
    <svg class={`ico ${props.class ?? ""}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

export const Bell = icon("M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l2 2h-15zM10 21h4M12 3v2.5");
export const BellOff = icon("M6.5 16.5V11a5.5 5.5 0 0 1 8.8-4.4M17.5 12v4.5l2 2H8M10 21h4M12 3v2.5M4.5 4l15 16");
export const Lock = icon(
  "M7 10.5h10a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2zM8 10.5V8a4 4 0 0 1 8 0v2.5",
);
export const Check = icon("m5 12.8 4.6 4.7L19.5 7");
export const Pen = icon("m5 19 1-4.2L16.3 4.5a1.8 1.8 0 0 1 2.6 0l.6.6a1.8 1.8 0 0 1 0 2.6L9.2 18zM14.5 6.5l3 3");
export const Hand = icon(
  "M7.5 13V6.5a1.4 1.4 0 0 1 2.8 0V11m0-.5V4.6a1.4 1.4 0 0 1 2.8 0V11m0-4.8a1.4 1.4 0 0 1 2.8 0v8.3c0 3.6-2 6-5.3 6-2.6 0-4-1.2-5.2-3.4l-2-3.7c-.6-1.2.9-2.3 1.9-1.3l2.2 2.2",
);
export const Pin = icon(
  "M12 21c4.5-4.7 6.7-8.2 6.7-11.2a6.7 6.7 0 0 0-13.4 0C5.3 12.8 7.5 16.3 12 21zM14.3 9.7a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0",
);
export const NoSignal = icon(
  "M3.5 9.5a13 13 0 0 1 5-3M20.5 9.5a13 13 0 0 0-6.3-3.4M7 13.3a8 8 0 0 1 3-1.7M17 13.3a8 8 0 0 0-1.7-1.2M4.5 4l15 16M12 18h.01",
);
export const Eye = icon(
  "M2.8 12c2.3-4 5.4-6 9.2-6s6.9 2 9.2 6c-2.3 4-5.4 6-9.2 6s-6.9-2-9.2-6zM14.7 12a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0",
);
export const Bookmark = icon("M7 4h10a1 1 0 0 1 1 1v15l-6-4-6 4V5a1 1 0 0 1 1-1z");
export const Video = icon("M5 7h8a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2zM15 11l6-3.5v9L15 13");

/** Two bells on a cord: the mark of the house. Takes the colour of the text around it. */
export function Mark(props: IconProps): JSX.Element {
  return (
    <svg class={`mark ${props.class ?? ""}`} viewBox="0 0 44 30" aria-hidden="true">
      <circle cx="10.5" cy="11" r="8.5" fill="currentColor" />
      <circle cx="33.5" cy="11" r="8.5" />
      <path d="M14 19C18 29.5 26 29.5 30 19" />
    </svg>
  );
}
