import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { option } from "./blank";
import { Check } from "./icons";
import { later, Soon } from "./lazy";
import type { FieldFace, Value } from "./wire";
import { t } from "./words";

export interface FieldProps {
  readonly field: FieldFace;
  readonly value: Value | undefined;
  readonly set: (value: Value | undefined) => void;
  /** id of what asks the question, for a field without a label of its own */
  readonly asks?: string;
  /** grows into the free room of its page */
  readonly fill?: boolean;
  /** where on this device something too large for a draft waits until it is sent (a picture) */
  readonly keep?: string;
  /** says whether something still has to travel before the form can be let go of */
  readonly busy?: (busy: boolean) => void;
}

/** How long the server will find these words: code points, not UTF-16 units. */
export const lengthOf = (words: string): number => [...words].length;

/** Whether a value can be sent: filled where it must be, and not too long. */
export function isFit(field: FieldFace, value: Value | undefined): boolean {
  if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) return !field.required;
  if (typeof value !== "string") return true;
  return (!field.required || value.trim() !== "") && (!field.most || lengthOf(value) <= field.most);
}

/** The larger fields come after the page, so that it opens quickly in a full room. */
export const lateFields = later(() => import("./late"));

export function FieldInput(props: FieldProps): JSX.Element {
  switch (props.field.kind) {
    case "text":
    case "long":
      return <Words {...props} />;
    case "choice":
      return <Choice {...props} />;
    case "score":
      return <ScoreScale {...props} />;
    case "pick":
      return <Pick {...props} />;
    case "addressee":
      return <Addressee {...props} />;
    case "date":
    case "person":
    case "people":
    case "place":
    case "picture": {
      const { kind } = props.field;
      return <Soon part={lateFields} pick={(late) => late.fields[kind]} with={props} />;
    }
  }
}

export function Optional({ field }: { field: FieldFace }): JSX.Element | null {
  return field.required || !field.label ? null : <span class="soft optional"> {t("if_you_like")}</span>;
}

function Words({ field, value, set, asks, fill }: FieldProps): JSX.Element {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const words = typeof value === "string" ? value : "";
  const left = field.most - lengthOf(words);
  const near = field.most > 0 && left < Math.max(20, field.most / 5);
  useEffect(() => {
    const { current } = box;
    if (!current || fill || CSS.supports("field-sizing", "content")) return;
    current.style.blockSize = "auto";
    current.style.blockSize = `${current.scrollHeight + 3}px`;
  }, [words, fill]);
  return (
    <div class={`field words${fill ? " fill" : ""}`}>
      {field.label && (
        <label for={id}>
          {field.label}
          <Optional field={field} />
        </label>
      )}
      <textarea
        ref={box}
        id={id}
        dir="auto"
        rows={field.kind === "long" ? 5 : 2}
        value={words}
        aria-labelledby={field.label ? undefined : asks}
        aria-describedby={`${id}h`}
        aria-invalid={left < 0 && field.most > 0}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <small id={`${id}h`} aria-live="polite">
        {near && left < 0 ? <b>{t("too_long", { n: -left })}</b> : near ? t("letters_left", { n: left }) : field.hint}
      </small>
    </div>
  );
}

/** Native radios or boxes under whatever face: keyboard, screen reader and forced colours come with them. */
export function Options({
  field,
  kind,
  chosen,
  choose,
  asks,
  says,
  face,
  full,
  children,
}: {
  field: FieldFace;
  kind: "radio" | "checkbox";
  chosen: (value: string) => boolean;
  choose: (value: string, on: boolean) => void;
  asks?: string | undefined;
  /** what the whole is called, where that stands elsewhere */
  says?: string;
  face: "chips" | "picks" | "score";
  full?: boolean;
  children?: ComponentChildren;
}): JSX.Element {
  const name = useId();
  return (
    <fieldset class="field" aria-label={says} aria-labelledby={field.label || says ? undefined : asks}>
      {field.label && (
        <legend>
          {field.label}
          <Optional field={field} />
        </legend>
      )}
      <div class={face} style={{ "--n": field.options.length }}>
        {field.options.map((option) => (
          <label key={option.value} class="opt">
            <input
              class="unseen"
              type={kind}
              name={name}
              value={option.value}
              checked={chosen(option.value)}
              disabled={(full || option.left === 0) && !chosen(option.value)}
              onChange={(event) => choose(option.value, event.currentTarget.checked)}
            />
            <span class={face === "chips" ? "chip" : face === "picks" ? "pick" : "tile"}>
              {face !== "score" && (
                <span class="box">
                  <Check />
                </span>
              )}
              <span dir="auto">
                {option.text}
                {option.small && <small class={face === "score" ? "unseen" : ""}>{option.small}</small>}
                {option.left >= 0 && (
                  <small class="places">{option.left ? t("places_left", { n: option.left }) : t("no_places")}</small>
                )}
              </span>
            </span>
          </label>
        ))}
      </div>
      {children}
      {field.hint && <small>{field.hint}</small>}
    </fieldset>
  );
}

export function Choice({ field, value, set, asks }: FieldProps): JSX.Element {
  return (
    <Options
      field={field}
      kind="radio"
      face="chips"
      asks={asks}
      chosen={(option) => option === value}
      choose={(option) => set(option)}
    />
  );
}

export function ScoreScale({ field, value, set, asks }: FieldProps): JSX.Element {
  const { low, high, ends } = field;
  const options = Array.from({ length: high - low + 1 }, (_, k) =>
    option(String(low + k), String(low + k), k === 0 ? ends[0] : low + k === high ? ends[1] : ""),
  );
  return (
    <Options
      field={{ ...field, options }}
      kind="radio"
      face="score"
      asks={asks}
      chosen={(option) => Number(option) === value}
      choose={(option) => set(Number(option))}
    >
      {(ends[0] || ends[1]) && (
        <p class="ends" aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </p>
      )}
    </Options>
  );
}

export function Pick({ field, value, set, asks }: FieldProps): JSX.Element {
  const picked: readonly string[] = Array.isArray(value) ? value : [];
  const full = field.most > 1 && picked.length >= field.most;
  return (
    <Options
      field={field}
      kind="checkbox"
      face="picks"
      asks={asks}
      full={full}
      chosen={(option) => picked.includes(option)}
      choose={(option, on) => {
        const others = field.most === 1 ? [] : picked.filter((one) => one !== option);
        set(on ? [...others, option] : others);
      }}
    >
      {field.options.length === 0 ? (
        <p class="soft">{t("nothing_to_pick")}</p>
      ) : (
        field.most > 0 && (
          <small role="status">
            {full ? t("picked_all", { n: field.most }) : t("picked", { n: picked.length, of: field.most })}
          </small>
        )
      )}
    </Options>
  );
}

/** Which group these words are for. */
function Addressee({ field, value, set, asks }: FieldProps): JSX.Element {
  return (
    <Options
      field={field}
      kind="radio"
      face="picks"
      asks={asks}
      chosen={(option) => option === String(value ?? "")}
      choose={(option) => set(Number(option))}
    >
      {field.options.length === 0 && <p class="soft">{t("nobody_to_address")}</p>}
    </Options>
  );
}
