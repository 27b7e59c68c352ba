import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { option } from "../blank";
import { type FieldProps, Optional, Options } from "../fields";
import { t } from "./words";

/** A few people as chips, a crowd as the phone's own list. */
export function Person({ field, value, set, asks }: FieldProps): JSX.Element {
  const id = useId();
  const seat = value === undefined || value === "" ? "" : String(value);
  const choose = (option: string) => set(option === "" ? undefined : Number(option));
  if (field.options.length <= 7) {
    const nobody = field.required ? [] : [option("", t("nobody"))];
    return (
      <Options
        field={{ ...field, options: [...field.options, ...nobody] }}
        kind="radio"
        face="chips"
        asks={asks}
        chosen={(option) => option === seat}
        choose={choose}
      />
    );
  }
  return (
    <div class="field">
      <label for={id}>
        {field.label}
        <Optional field={field} />
      </label>
      <select id={id} class="input" value={seat} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{field.required ? t("choose") : t("nobody")}</option>
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {field.hint && <small>{field.hint}</small>}
    </div>
  );
}
