import type { ComponentType } from "preact";
import type { FieldProps } from "../fields";
import { Day } from "./day";
import { People } from "./people";
import { Person } from "./person";
import { PictureField } from "./picture";
import { Place } from "./place";
import "../faces/styles";
import "./late.css";

export { placeWords } from "../places";

/** The fields that are more than a line of words or a few taps. */
export const fields: Readonly<Record<"date" | "person" | "people" | "place" | "picture", ComponentType<FieldProps>>> = {
  date: Day,
  person: Person,
  people: People,
  place: Place,
  picture: PictureField,
};
