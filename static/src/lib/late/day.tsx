import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { option } from "../blank";
import { type FieldProps, Options } from "../fields";
import { dayName } from "../words";
import { t } from "./words";

/** YYYY-MM-DD, `days` from today where the reader is. */
function dayIn(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}

export function Day({ field, value, set, asks }: FieldProps): JSX.Element {
  const soon = [option(dayIn(7), t("in_a_week")), option(dayIn(28), t("in_four_weeks"))];
  const given = typeof value === "string" ? value : "";
  const [other, setOther] = useState(given !== "" && !soon.some((one) => one.value === given));
  return (
    <Options
      field={{ ...field, options: [...soon, option("other", t("another_day"))] }}
      kind="radio"
      face="chips"
      asks={asks}
      chosen={(option) => (option === "other" ? other : !other && option === given)}
      choose={(option) => {
        setOther(option === "other");
        if (option !== "other") set(option);
      }}
    >
      {other && (
        <input
          class="input"
          type="date"
          aria-label={t("another_day")}
          min={dayIn(0)}
          value={given}
          onInput={(event) => set(event.currentTarget.value)}
        />
      )}
      {given && <small role="status">{dayName(given)}</small>}
    </Options>
  );
}
