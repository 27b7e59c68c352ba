import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { Values } from "../lib/drafts";
import { FieldInput } from "../lib/fields";
import { Check, Eye, Lock, NoSignal, Pen } from "../lib/icons";
import { Soon } from "../lib/lazy";
import type { FormFace, Own, Readers, StepFace } from "../lib/wire";
import { Entry, isTaps } from "./entry";
import { carryKey } from "./keep";
import { phoneLate } from "./later";
import type { Seat } from "./seat";
import { t } from "./words";

/** Who can read what is written: now, later, and in the record. */
export function whoReads({ now, later, record, named, held }: Readers): string[] {
  if (record === "never") return [t("record_never")];
  return [
    now === "you"
      ? t(later ? "sees_you_later" : "sees_you")
      : t(now === "room" && held ? "sees_held" : now === "room" && named ? "sees_room_named" : `sees_${now}`),
    later && later !== now && now !== "room" ? t(held && later === "room" ? "later_held" : `later_${later}`) : "",
    now !== "room" && (record !== "no" || later) ? t(`record_${record}`) : "",
  ].filter(Boolean);
}

/** Who can read it, said before it is written. */
export function ReadersNote({ readers, secret }: { readers: Readers; secret?: boolean }): JSX.Element {
  const Sign = readers.now === "you" ? Lock : Eye;
  const says = secret ? [t("score_secret")] : whoReads(readers);
  return (
    <p class="note soft">
      <Sign />
      <span>{says.join(" ")}</span>
    </p>
  );
}

/** What is true about saving, just now. */
export function Saved({ entry }: { entry: Entry }): JSX.Element {
  const state = entry.saving.value;
  const score = entry.form.fields.find((field) => field.kind === "score");
  const given = score && entry.draft.value.values[score.name];
  return (
    <p class={`note state ${state}`} role={state === "kept" ? "status" : undefined}>
      {state === "saved" && <Check />}
      {state === "kept" && <NoSignal />}
      {state === "typing" && <Pen />}
      {state === "saved" && entry.form.fields.length === 1 && typeof given === "number"
        ? t("score_saved", { n: given })
        : state && t(state)}
    </p>
  );
}

/** One form to fill and send: neither card by card, nor for one's own eyes only. */
export const isPlain = (form: FormFace): boolean => !form.marks && form.readers.record !== "never";

/** The entry of the step's form, alive as long as its form is on the screen. */
export function useEntry(seat: Seat, step: StepFace, own: Own | null, active: boolean): Entry | null {
  const form = own?.form;
  const shape = JSON.stringify(form?.fields.map((field) => field.name));
  const entry = useMemo(
    () =>
      active && form && isPlain(form)
        ? new Entry(
            { outbox: seat.outbox, drafts: seat.drafts, status: seat.line.status },
            step.key,
            form,
            step.writes === "scribe" ? 700 : 1500,
          )
        : null,
    [seat, step.key, shape, active],
  );
  useEffect(() => () => entry?.close(), [entry]);
  useEffect(() => {
    const flush = () => document.visibilityState === "hidden" && entry?.save();
    document.addEventListener("visibilitychange", flush);
    return () => document.removeEventListener("visibilitychange", flush);
  }, [entry]);
  useEffect(() => {
    if (own) entry?.adopt(own.mine);
  }, [entry, own?.mine]);
  return entry;
}

/** The form of a step: fields, who can read them, and what is saved. */
export function Writer({ entry, own, seat }: { entry: Entry; own: Own & { form: FormFace }; seat: Seat }): JSX.Element {
  const { form, mine } = own;
  const { id, values } = entry.draft.value;
  const others = mine.filter((one) => one.id !== id).length;
  const room = form.entries === 0 ? 99 : form.entries - others;
  const [only] = form.fields;
  const former = mine.find((one) => one.id === id)?.former ?? [];
  const secret = form.fields.some((field) => field.kind === "score") && own.dealt !== null;
  return (
    <>
      {!secret && <ReadersNote readers={form.readers} />}
      {own.naming && <Soon part={phoneLate} pick={(late) => late.Signed} with={{ seat }} />}
      {others > 0 && <Soon part={phoneLate} pick={(late) => late.Written} with={{ entry, form, mine, seat }} />}
      {room < 1 ? (
        <p class="soft">{t("full")}</p>
      ) : (
        // Focus anywhere in here means: somebody is at it.
        <div
          class="form"
          onFocusIn={() => {
            entry.editing = true;
          }}
          onFocusOut={() => {
            entry.editing = false;
            entry.save();
          }}
        >
          {form.fields.map((field) => (
            <FieldInput
              key={`${id} ${field.name}`}
              field={field}
              value={values[field.name]}
              set={(value) => entry.set(field.name, value)}
              asks="ask"
              fill={form.fields.length === 1 && (only?.kind === "text" || only?.kind === "long")}
              keep={`${carryKey(seat, entry.step, entry)} ${field.name}`}
              busy={(busy) => entry.busy(field.name, busy)}
            />
          ))}
        </div>
      )}
      {former.length > 0 && (
        <Soon
          part={phoneLate}
          pick={(late) => late.Former}
          with={{ form, former, use: (values: Values) => entry.take(values) }}
        />
      )}
      {secret && <ReadersNote readers={form.readers} secret />}
      {!isTaps(form) && (
        <div class="row saving">
          <Saved entry={entry} />
          {room > 1 && !entry.empty && (
            <button
              type="button"
              class="btn bare"
              onClick={() => {
                if (!entry.letGo()) return;
                entry.fresh();
                requestAnimationFrame(() => document.querySelector<HTMLElement>(".form textarea")?.focus());
              }}
            >
              {t("add_another")}
            </button>
          )}
        </div>
      )}
    </>
  );
}
