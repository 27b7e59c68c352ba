import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Check, Pin, Video } from "../../lib/icons";
import type { Room, StepFace } from "../../lib/wire";
import type { Seat } from "../seat";
import { t as said } from "../words";
import { t } from "./words";

/** All groups one may go to. Where one is now stands first in looks, not in place: nothing moves under a finger. */
export function Market({ seat, room, step }: { seat: Seat; room: Room; step: StepFace }): JSX.Element {
  const here = seat.group.value?.group?.number;
  // Until the server has moved us, the button says that it heard.
  const going = useSignal(-1);
  if (going.value === here) going.value = -1;
  const go = async (group: number, name: string) => {
    going.value = group;
    const answer = await seat.do({ do: "go_to_group", step: step.key, group });
    if (answer.ok) seat.say(t("went", { name }));
    else {
      going.value = -1;
      seat.say(answer.says || t("stay_here"));
    }
  };
  const now = room.market.find((stall) => stall.number === here);
  return (
    <section class="market" aria-labelledby="market">
      <h2 id="market" class="label">
        {t("market")}
      </h2>
      <p>
        {now && <b>{t("now_at", { name: now.label })} </b>}
        <span class="soft">{t("market_says")}</span>
      </p>
      <ul>
        {room.market.map((stall) => {
          const mine = stall.number === here;
          const name = stall.topic || stall.label;
          const where = [stall.topic && stall.label, stall.where].filter(Boolean).join(", ");
          return (
            <li key={stall.number} class={`card stall${mine ? " now" : ""}`} aria-current={mine ? "true" : undefined}>
              <p class="voice" dir="auto">
                {name}
              </p>
              {where && (
                <p class="note soft">
                  <Pin />
                  <span dir="auto">{where}</span>
                </p>
              )}
              <p class="soft">{t("stall_people", { n: stall.people })}</p>
              {mine ? (
                <p class="note state">
                  <Check />
                  <b>{t("you_are_here")}</b>
                </p>
              ) : (
                <button
                  type="button"
                  class="btn"
                  aria-label={t("go_to", { name })}
                  aria-busy={going.value === stall.number}
                  onClick={() => void go(stall.number, name)}
                >
                  {t(going.value === stall.number ? "going" : "go_here")}
                </button>
              )}
              {mine && stall.link && (
                <a class="btn" href={stall.link} target="_blank" rel="noopener noreferrer">
                  <Video />
                  {said("video")}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
