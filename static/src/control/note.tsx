import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { tab } from "../lib/links";
import type { Desk } from "./desk";
import { Saved } from "./now";
import { orders } from "./orders";
import { say } from "./words";

const REST_MS = 1200;
const MOST = 2000;
const kept = (step: string): string => `tingsha.note ${step}`;

/** A private note on the present step. What is being written here is never overwritten by what comes in. */
function NoteOf({ desk, step, tall }: { desk: Desk; step: string; tall: boolean }): JSX.Element {
  const theirs = desk.control.value?.note ?? "";
  const mine = useSignal<string | null>(tab.getItem(kept(step)));
  const state = useSignal<"" | "saving" | "saved" | "kept">("");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const save = async () => {
    clearTimeout(timer.current);
    const words = mine.peek();
    if (words === null) return;
    state.value = "saving";
    const answer = await desk.line.send(orders.writeNote(step, words));
    if (!answer.ok) {
      state.value = "kept";
      if (answer.code === "no_answer") timer.current = setTimeout(save, 5000);
      else desk.refused(answer);
      return;
    }
    // Words typed while this was on its way are still mine.
    if (mine.peek() === words) {
      tab.removeItem(kept(step));
      state.value = "saved";
    }
  };
  useEffect(() => {
    if (mine.peek() !== null) void save();
    return () => {
      // Going on to the next step must not cost the end of the sentence.
      if (mine.peek() !== null && state.peek() !== "saved") void save();
    };
  }, []);
  return (
    <section class={tall ? "note tall" : "note"}>
      <label>
        <span class={tall ? "h2" : "unseen"}>{say("note")}</span>
        <textarea
          rows={tall ? 4 : 1}
          maxLength={MOST}
          dir="auto"
          placeholder={say(tall ? "note_hint" : "note_short")}
          value={mine.value ?? theirs}
          onInput={(event) => {
            mine.value = event.currentTarget.value;
            tab.setItem(kept(step), mine.value);
            state.value = "";
            clearTimeout(timer.current);
            timer.current = setTimeout(save, REST_MS);
          }}
          onBlur={() => {
            if (state.peek() === "") void save();
          }}
        />
      </label>
      <div role="status">
        {state.value === "saved" && <Saved says={say(tall ? "note_saved" : "note_saved_short")} />}
        {state.value === "saving" && <p class="small soft">{say("note_saving")}</p>}
        {state.value === "kept" && <p class="small soft">{say("note_kept")}</p>}
      </div>
    </section>
  );
}

export function Note({ desk, tall }: { desk: Desk; tall: boolean }): JSX.Element | null {
  const step = desk.control.value?.now_key;
  return step ? <NoteOf key={step} desk={desk} step={step} tall={tall} /> : null;
}
