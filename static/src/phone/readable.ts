import { CARD } from "../lib/blank";
import type { Values } from "../lib/drafts";
import { lateFields } from "../lib/fields";
import { VOICE } from "../lib/lines";
import type { Card, FormFace, Mine } from "../lib/wire";
import { dayName } from "../lib/words";

/** Kinds of fields whose values stand for something with a name. */
const NAMED = new Set(["pick", "person", "people", "addressee"]);

/** What was entered, as its writer would read it again. */
export function readable(form: FormFace, values: Values): string {
  // Of several things said in words, each says which it is.
  const alone = form.fields.filter(({ kind }) => VOICE.has(kind)).length < 2;
  return form.fields
    .flatMap(({ name, kind, label, options, canvas }) => {
      const value = values[name];
      // A picture speaks for itself, where it is shown.
      if (value === undefined || kind === "picture") return [];
      const text = NAMED.has(kind)
        ? options
            .filter((o) => (Array.isArray(value) ? value.includes(o.value) : o.value === String(value)))
            .map((o) => o.text)
            .join("; ")
        : kind === "place" && canvas
          ? // Who placed something has the drawing, and what tells of it in words.
            (lateFields.here.value?.placeWords(canvas, value) ?? String(value))
          : kind === "date"
            ? dayName(String(value))
            : String(value);
      return (alone && VOICE.has(kind)) || !label
        ? [text]
        : // A question needs no colon.
          [`${label}${/[?:.]$/.test(label) ? "" : ":"} ${text}`];
    })
    .join("\n");
}

const picturesOf = (form: FormFace, values: Values) =>
  form.fields.flatMap(({ kind, name, label }) =>
    kind === "picture" && values[name] ? [{ label, kind, text: String(values[name]) }] : [],
  );

/** A contribution of one's own as a card, like those of others. */
export function asCard(form: FormFace, one: Mine): Card {
  const text = readable({ ...form, fields: form.fields.filter((field) => field.kind !== "pick") }, one.values);
  const lines = [{ label: "", kind: "text", text }, ...picturesOf(form, one.values)];
  return { ...CARD, id: one.id, lines };
}
