import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { FIELD, option } from "../lib/blank";
import { Choice } from "../lib/fields";
import type { AskFace } from "../lib/wire";

/** What a session asks beside the name: answers to choose from, or a line of words. */
export function Asks({
  asks,
  traits,
}: {
  asks: readonly AskFace[];
  traits: Signal<Readonly<Record<string, string>>>;
}): JSX.Element[] {
  const set = (name: string, answer: unknown) => {
    traits.value = { ...traits.value, [name]: String(answer) };
  };
  return asks.map(({ name, label, why, options }) =>
    options.length ? (
      <Choice
        key={name}
        field={{ ...FIELD, label, hint: why, options: options.map((text) => option(text, text)) }}
        value={traits.value[name]}
        set={(value) => set(name, value)}
      />
    ) : (
      <label key={name} class="field">
        {label}
        <input
          dir="auto"
          maxLength={120}
          value={traits.value[name] ?? ""}
          onInput={(event) => set(name, event.currentTarget.value)}
        />
        <small>{why}</small>
      </label>
    ),
  );
}
