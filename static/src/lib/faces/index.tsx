import type { JSX } from "preact";
import type { Block } from "../wire";
import { Columns } from "./columns";
import type { Face, FaceProps } from "./face";
import { Gallery } from "./gallery";
import { Matrix } from "./matrix";
import { Plot } from "./plot";
import { Web } from "./web";
import "./styles";

export type { Face, FaceProps, FaceSize } from "./face";
export { Picture } from "./picture";

/** How each kind of block looks that is more than a list. Lists, walls and rankings are drawn where they stand. */
export const faces: Partial<Readonly<Record<Block["show"], Face>>> = {
  columns: Columns,
  plot: Plot,
  matrix: Matrix,
  gallery: Gallery,
  web: Web,
};

/** A block in the face it asks for. */
export function Faced(props: FaceProps): JSX.Element | null {
  const Face = faces[props.block.show];
  return Face ? <Face {...props} /> : null;
}
