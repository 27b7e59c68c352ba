import type { JSX } from "preact";
import { FieldInput } from "../../lib/fields";
import { Lock } from "../../lib/icons";
import type { FormFace } from "../../lib/wire";
import type { Seat } from "../seat";
import { t } from "../words";

/** A form for nobody but its writer: every stroke is kept on this phone, and nothing is ever sent. */
export function AloneForm({ seat, step, form }: { seat: Seat; step: string; form: FormFace }): JSX.Element {
  // A picture would have to travel to be seen again; it has no place here.
  const fields = form.fields.filter((field) => field.kind !== "picture");
  const sheets = seat.alone.of(step);
  const count = Math.max(1, sheets.length);
  const more = form.entries === 0 || count < form.entries;
  return (
    <>
      <p class="note alone">
        <Lock />
        <span>{t("record_never")}</span>
      </p>
      {Array.from({ length: count }, (_, n) => {
        const values = sheets[n]?.values ?? {};
        return (
          <div key={n} class="form">
            {fields.map((field) => (
              <FieldInput
                key={field.name}
                field={field}
                value={values[field.name]}
                set={(value) => {
                  const { [field.name]: _, ...others } = seat.alone.of(step)[n]?.values ?? {};
                  seat.alone.write(step, form, n, value === undefined ? others : { ...others, [field.name]: value });
                }}
                asks="ask"
                fill={count === 1 && fields.length === 1 && (field.kind === "text" || field.kind === "long")}
              />
            ))}
          </div>
        );
      })}
      {more && sheets.length > 0 && (
        <button type="button" class="btn" onClick={() => seat.alone.write(step, form, count, {})}>
          {t("add_another")}
        </button>
      )}
    </>
  );
}
