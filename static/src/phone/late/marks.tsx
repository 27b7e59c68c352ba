import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { FieldInput } from "../../lib/fields";
import { Check, NoSignal, Pen } from "../../lib/icons";
import { Lines, titleOf } from "../../lib/lines";
import { placeWords } from "../../lib/places";
import type { Card, FieldFace, FormFace, Group, Own, StepFace } from "../../lib/wire";
import { penSays } from "../company";
import type { Entry } from "../entry";
import { carryKey } from "../keep";
import type { Seat } from "../seat";
import { t as said } from "../words";
import { ReadersNote } from "../writer";
import { about, Marking } from "./marking";
import { t } from "./words";

/** The cards to mark, each with what is asked about it right below. */
export function Marks({ seat, step, own }: { seat: Seat; step: StepFace; own: Own & { form: FormFace } }): JSX.Element {
  const { form } = own;
  const shape = JSON.stringify([form.fields.map((field) => field.name), form.items.map((card) => card.id)]);
  const marking = useMemo(
    () =>
      new Marking(
        { outbox: seat.outbox, drafts: seat.drafts, status: seat.line.status },
        step.key,
        form,
        step.writes === "scribe" ? 700 : 1500,
      ),
    [seat, step.key, shape],
  );
  useEffect(() => () => marking.close(), [marking]);
  useEffect(() => {
    const flush = () => document.visibilityState === "hidden" && marking.save();
    document.addEventListener("visibilitychange", flush);
    return () => document.removeEventListener("visibilitychange", flush);
  }, [marking]);
  useEffect(() => marking.adopt(own.mine), [marking, own.mine]);
  const done = marking.done.value;
  useEffect(() => {
    seat.marked.value = { done, of: form.items.length };
    return () => {
      seat.marked.value = null;
    };
  }, [done, form.items.length]);
  return (
    <>
      <ReadersNote readers={form.readers} />
      {!form.items.length && <p class="soft">{t("no_items")}</p>}
      <ol class="marks">
        {form.items.map((card) => {
          const entry = marking.entries.get(card.id);
          return (
            entry && <Mark key={card.id} card={card} entry={entry} form={form} keep={carryKey(seat, step.key, entry)} />
          );
        })}
      </ol>
    </>
  );
}

/** A field of a mark needs no label of its own when it is the only one: the step asks, the card says about what. */
function asked(form: FormFace, field: FieldFace): FieldFace {
  return form.fields.length === 1 ? { ...field, label: "" } : field;
}

/** A card without the answer another gave to what is asked now: who places something is not told where it stood before. */
function unplaced(card: Card, form: FormFace): Card {
  const asks = new Set(form.fields.map((field) => field.label));
  return { ...card, lines: card.lines.filter((line) => line.kind !== "place" || !asks.has(line.label)) };
}

function Mark({ card, entry, form, keep }: { card: Card; entry: Entry; form: FormFace; keep: string }): JSX.Element {
  const { values } = entry.draft.value;
  const open = useSignal(false);
  const id = `m${card.id}`;
  // A canvas is large: it opens for the card one is at.
  const place = form.fields.find((field) => field.kind === "place");
  const where = place?.canvas ? placeWords(place.canvas, values[place.name]) : "";
  return (
    <li class={`card mark-it${entry.fit ? " done" : ""}`}>
      <div id={id}>
        <Lines card={unplaced(card, form)} />
      </div>
      <fieldset
        class="form"
        aria-labelledby={id}
        onFocusIn={() => {
          entry.editing = true;
        }}
        onFocusOut={() => {
          entry.editing = false;
          entry.save();
        }}
      >
        {place && !open.value && (
          <button
            type="button"
            class={`btn${where ? " placed" : ""}`}
            aria-expanded="false"
            onClick={() => {
              open.value = true;
            }}
          >
            {where ? t("placed_change", { where }) : t("place_it")}
          </button>
        )}
        {form.fields.map(
          (field) =>
            (field !== place || open.value) && (
              <FieldInput
                key={field.name}
                field={asked(form, field)}
                value={values[field.name]}
                set={(value) => entry.set(field.name, value)}
                asks={`ask ${id}`}
                keep={`${keep} ${field.name}`}
                busy={(busy) => entry.busy(field.name, busy)}
              />
            ),
        )}
        {place && open.value && (
          <button
            type="button"
            class="btn"
            aria-expanded="true"
            onClick={() => {
              open.value = false;
            }}
          >
            {t("place_done")}
          </button>
        )}
        <MarkSaved entry={entry} />
      </fieldset>
    </li>
  );
}

/** What is true about this mark; nothing is said where nothing has been done. */
function MarkSaved({ entry }: { entry: Entry }): JSX.Element | null {
  const state = entry.saving.value;
  if (!state) return null;
  const half = state === "typing" && !entry.empty && !entry.fit;
  return (
    <p class={`note state ${state}`} role={state === "kept" ? "status" : undefined}>
      {state === "saved" ? <Check /> : state === "kept" ? <NoSignal /> : <Pen />}
      {half ? t("half_done") : said(state)}
    </p>
  );
}

/** The cards with what the one with the pen has put down about each, live. */
export function LiveMarks({ group, form, seat }: { group: Group; form: FormFace; seat: number }): JSX.Element {
  const done = form.items.filter((card) => about(group.words, card.id).length).length;
  return (
    <section class="live" aria-label={said("group_notes")}>
      <p class="pen">
        <Pen />
        {penSays(group, seat)}
      </p>
      <p>{said("marked_of", { n: done, of: form.items.length })}</p>
      <ol>
        {form.items.map((card) => (
          <li key={card.id} class="card">
            <p class="voice" dir="auto">
              {titleOf(card)}
            </p>
            {about(group.words, card.id).map((one) => (
              <p key={one.id} class="answer" dir="auto">
                {one.lines
                  .map((line) =>
                    form.fields.length === 1 ? line.text : [line.label, line.text].filter(Boolean).join(": "),
                  )
                  .join("; ")}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
