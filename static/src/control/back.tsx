import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { post } from "../lib/connection";
import { Qr, useDrawing } from "../lib/qr";
import type { Desk } from "./desk";
import { say } from "./words";

interface Code {
  readonly code: string;
  readonly link: string;
  readonly minutes: number;
  readonly shut: boolean;
}

/** A code for somebody whose phone has forgotten them, or who has another one: it leads to the seat they had. */
export function LetBack({ desk, seat, name }: { desk: Desk; seat: number; name: string }): JSX.Element {
  const made = useSignal<Code | null>(null);
  const shut = useSignal(false);
  const busy = useSignal(false);
  const says = useSignal("");
  const make = async () => {
    if (busy.value) return;
    busy.value = true;
    const answer = await post("/api/let-back", { seat, shut: shut.value }, { token: desk.line.token });
    busy.value = false;
    if (answer?.ok === true)
      made.value = {
        code: String(answer.code),
        link: String(answer.link),
        minutes: Number(answer.minutes),
        shut: shut.value,
      };
    says.value = answer?.ok === true ? "" : typeof answer?.says === "string" ? answer.says : say("back_no_answer");
  };
  return (
    <section class="stack let-back">
      <h3>{say("back_title")}</h3>
      {made.value ? (
        <Shown desk={desk} made={made.value} name={name} />
      ) : (
        <>
          <p class="soft">{say("back_says")}</p>
          <label class="tick">
            <input
              type="checkbox"
              checked={shut.value}
              onChange={(event) => {
                shut.value = event.currentTarget.checked;
              }}
            />
            <span>
              {say("back_shut")}
              <small class="soft">{say("back_shut_says")}</small>
            </span>
          </label>
          {says.value && (
            <p class="trouble" role="alert">
              {says.value}
            </p>
          )}
          <div class="row wrap">
            <button type="button" class="btn" aria-busy={busy.value} onClick={() => void make()}>
              {say(busy.value ? "back_busy" : "back_make")}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

function Shown({ desk, made, name }: { desk: Desk; made: Code; name: string }): JSX.Element {
  const drawn = useDrawing(made.link, desk.line.token);
  return (
    <div class="way-back" role="status">
      <Qr drawn={drawn} label={say("back_qr", { name })} />
      <div class="stack">
        <p>{say("back_show", { name })}</p>
        <p class="back-code" translate={false}>
          {made.code.split("-").map((word) => (
            <b key={word}>{word} </b>
          ))}
        </p>
        <p class="soft">{say("back_good", { n: made.minutes })}</p>
        {made.shut && <p class="soft">{say("back_is_shut")}</p>}
      </div>
    </div>
  );
}
