import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Answer, Question } from "./sheet";
import { t } from "./words";

interface FieldProps {
  readonly question: Question;
  readonly scale: readonly string[];
  readonly value: Answer | undefined;
  readonly set: (value: Answer | undefined) => void;
}

/** A question in the form that it is answered in. */
export function Field(props: FieldProps): JSX.Element {
  const { question, scale, value, set } = props;
  if (question.kind === "statement") return <Scale text={question.text} scale={scale} value={value} set={set} />;
  if (question.kind === "choice")
    return <Chips text={question.text} options={question.options} value={value} set={set} />;
  return <Open text={question.text} value={value} set={set} />;
}

/** A radio button that a second tap, or the space bar, takes away again: whoever skips a line must be able to. */
function picked(checked: boolean, set: (on: boolean) => void) {
  return {
    checked,
    onClick: () => set(!checked),
    onKeyUp: (event: KeyboardEvent) => {
      // Browsers let the space bar choose, but click nothing when it is chosen already.
      if (event.key !== " " || !checked) return;
      event.preventDefault();
      set(false);
    },
  };
}

/** A statement, and how much one agrees: five steps with their words. Tapping the chosen one takes it away. */
function Scale(props: {
  text: string;
  scale: readonly string[];
  value: Answer | undefined;
  set: (value: number | undefined) => void;
}): JSX.Element {
  const { text, scale, value, set } = props;
  const name = useId();
  return (
    <fieldset class="line">
      <legend dir="auto">{text}</legend>
      <div class="scale">
        {scale.map((word, at) => (
          <label key={word} class="opt">
            <input
              class="unseen"
              type="radio"
              name={name}
              {...picked(value === at + 1, (on) => set(on ? at + 1 : undefined))}
            />
            <span class="step">
              <i aria-hidden="true">{at + 1}</i>
              <bdi>{word}</bdi>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of several. Tapping the chosen one takes it away. */
export function Chips(props: {
  text: string;
  options: readonly string[];
  value: Answer | undefined;
  set: (value: number | undefined) => void;
}): JSX.Element {
  const { text, options, value, set } = props;
  const name = useId();
  return (
    <fieldset class="line">
      <legend dir="auto">{text}</legend>
      <div class="chips">
        {options.map((option, at) => (
          <label key={option} class="opt">
            <input
              class="unseen"
              type="radio"
              name={name}
              {...picked(value === at, (on) => set(on ? at : undefined))}
            />
            <span class="chip" dir="auto">
              {option}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const LONGEST = 1000;

function Open(props: { text: string; value: Answer | undefined; set: (value: string) => void }): JSX.Element {
  return (
    <label class="field line">
      <span dir="auto">
        {props.text} <span class="optional soft">({t("optional")})</span>
      </span>
      <textarea
        dir="auto"
        rows={3}
        maxLength={LONGEST}
        value={String(props.value ?? "")}
        onInput={(event) => props.set(event.currentTarget.value)}
      />
      <small>{t("open_hint")}</small>
    </label>
  );
}
