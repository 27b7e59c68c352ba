import type { Block, Card, FieldFace, FormFace, Option } from "./wire";

/** Empty values of the wire, for what a page makes itself: everything "nothing to show" but what it adds. */

export const CARD: Card = {
  id: "",
  lines: [],
  by: "",
  group: "",
  marked: false,
  draft: false,
  score: null,
  joined: 0,
  to: "",
  about: "",
  marking: null,
  former: [],
};

export const BLOCK: Block = {
  key: "",
  title: "",
  show: "cards",
  cards: [],
  spot: "",
  more: 0,
  spread: [],
  low: 1,
  ends: ["", ""],
  waiting: 0,
  columns: [],
  canvas: null,
  ties: [],
  of: "",
};

export const FIELD: FieldFace = {
  name: "",
  kind: "choice",
  label: "",
  hint: "",
  required: true,
  most: 0,
  options: [],
  low: 1,
  high: 5,
  ends: ["", ""],
  canvas: null,
};

export const FORM: FormFace = {
  fields: [],
  entries: 1,
  readers: { now: "you", later: "", record: "no", named: false, host: false, held: false },
  items: [],
  marks: false,
  start: null,
  about: [],
};

export const option = (value: string, text: string, small = ""): Option => ({ value, text, small, left: -1 });
