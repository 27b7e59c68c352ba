import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type FieldProps, Optional, Options } from "../fields";
import { t } from "./words";

/** So few people need no searching. */
const FEW = 9;

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whoever has a name that has these letters in it, with or without their accents. */
export const named = (text: string, search: string): boolean => plain(text).includes(plain(search.trim()));

/** Several people: toggles to tap, those already chosen first, and a line to find the others by name. */
export function People({ field, value, set, asks }: FieldProps): JSX.Element {
  const search = useSignal("");
  const chosen: readonly string[] = Array.isArray(value) ? value : [];
  const { options, most } = field;
  const many = options.length > FEW;
  // Who is chosen stays in sight whatever is searched for, and nobody jumps while one taps.
  const shown =
    many && search.value ? options.filter((o) => chosen.includes(o.value) || named(o.text, search.value)) : options;
  const names = options.filter((o) => chosen.includes(o.value)).map((o) => o.text);
  const full = most > 0 && chosen.length >= most;
  return (
    <div class="field people">
      {field.label && (
        <p class="asked">
          {field.label}
          <Optional field={field} />
        </p>
      )}
      {many && (
        <label class="find">
          <span class="unseen">{t("find")}</span>
          <input
            class="input"
            type="search"
            dir="auto"
            autocomplete="off"
            placeholder={t("find")}
            value={search.value}
            onInput={(event) => {
              search.value = event.currentTarget.value;
            }}
          />
        </label>
      )}
      <div class={many ? "crowd" : ""}>
        <Options
          field={{ ...field, label: "", hint: "", options: shown }}
          kind="checkbox"
          face="picks"
          asks={asks}
          says={field.label}
          full={full}
          chosen={(one) => chosen.includes(one)}
          choose={(one, on) => set(on ? [...chosen, one] : chosen.filter((other) => other !== one))}
        />
        {!shown.length && <p class="soft">{t("nobody_found")}</p>}
      </div>
      <small role="status">
        {full ? t("people_full", { n: most }) : names.length ? t("people_chosen", { n: names.length }) : field.hint}
      </small>
    </div>
  );
}
