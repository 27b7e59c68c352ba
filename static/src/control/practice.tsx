import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { post } from "../lib/connection";
import type { Desk } from "./desk";
import { say } from "./words";

/** Practice people, where the server says that this is a place to practise. `first`: it is the thing to do now. */
export function Practice({ desk, first }: { desk: Desk; first?: boolean }): JSX.Element | null {
  const people = useSignal(24);
  const asked = desk.practice;
  if (!desk.demo.value || desk.room.value?.phase === "closed") return null;
  const fill = async () => {
    asked.value = "asking";
    const answer = await post("/api/crowd", { people: people.value }, { token: desk.line.token, wait: 15_000 });
    asked.value = answer?.ok === true ? "coming" : "failed";
  };
  return (
    <form
      class={first ? "practice first" : "practice"}
      onSubmit={(event) => {
        event.preventDefault();
        void fill();
      }}
    >
      <h2>{say("practice")}</h2>
      {first && <p class="soft">{say("practice_says")}</p>}
      <label>
        <span class="unseen">{say("practice_n")}</span>
        <input
          type="number"
          min={1}
          max={60}
          value={people.value}
          onInput={(event) => (people.value = Math.max(1, Math.min(60, event.currentTarget.valueAsNumber || 1)))}
        />
      </label>
      <button type="submit" class={first ? "btn main" : "btn"} disabled={asked.value === "asking"}>
        {say("fill")}
      </button>
      <p class="small soft" role="status">
        {asked.value === "coming" ? say("practice_coming") : asked.value === "failed" ? say("practice_failed") : ""}
      </p>
    </form>
  );
}
