import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { post } from "../lib/connection";
import type { Desk } from "./desk";
import { Copy } from "./ends";
import { orders } from "./orders";
import { facilitator, say } from "./words";

/** A link of their own for one more facilitator. It is shown this once, here; nobody else can read it. */
function Invite({ desk }: { desk: Desk }): JSX.Element {
  const link = useSignal("");
  const says = useSignal("");
  const invite = async () => {
    const answer = await post("/api/invite", {}, { token: desk.line.token });
    link.value = answer?.ok === true && typeof answer.link === "string" ? answer.link : "";
    says.value = link.value ? "" : typeof answer?.says === "string" ? answer.says : say("no_answer");
  };
  if (!link.value) {
    return (
      <div class="row wrap">
        <button type="button" class="btn" onClick={() => void invite()}>
          {say("invite")}
        </button>
        <span class="soft" role="status">
          {says.value}
        </span>
      </div>
    );
  }
  return (
    <div class="invited">
      <label class="field">
        <span>{say("invited")}</span>
        <input readOnly value={link.value} onFocus={(event) => event.currentTarget.select()} />
        <small>{say("invited_hint")}</small>
      </label>
      <Copy text={link.value} />
    </div>
  );
}

/** Who leads, who could, and how one more comes in. */
export function Facilitators({ desk }: { desk: Desk }): JSX.Element {
  const control = desk.control.value;
  const before = control?.lead ?? "";
  const hand = (to: string) => {
    desk.shut();
    void desk.give([orders.handOver(to)], {
      once: "lead",
      undo: before
        ? { says: say("undo_lead", { name: facilitator(to) }), orders: () => [orders.handOver(before)] }
        : undefined,
    });
  };
  return (
    <div class="stack">
      <p class="soft">{say("lead_says")}</p>
      {!desk.leads && desk.me && (
        <button type="button" class="btn main" onClick={() => hand(desk.me)}>
          {say("take_lead")}
        </button>
      )}
      <Invite desk={desk} />
      <ul class="choices">
        {(control?.facilitators ?? []).map((label) => (
          <li key={label} class="row">
            <b>{facilitator(label)}</b>
            {label === desk.me && <span class="badge">{say("you")}</span>}
            {label === control?.lead ? (
              <span class="badge now end">{say("leads_now")}</span>
            ) : (
              label !== desk.me && (
                <button type="button" class="btn end" onClick={() => hand(label)}>
                  {say("hand_over")}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
