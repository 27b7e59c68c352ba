import type { JSX } from "preact";
import type { Block, Card } from "../wire";

/** Where a face hangs: across the room, in the middle of the control screen, in a hand. */
export type FaceSize = "stage" | "desk" | "phone";

export interface FaceProps {
  readonly block: Block;
  readonly size: FaceSize;
  /** the cards of this page, where not all go on one */
  readonly page?: readonly Card[];
  /** how many columns stand side by side across a room */
  readonly places?: number;
}

export type Face = (props: FaceProps) => JSX.Element | null;
