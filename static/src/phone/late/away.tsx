import type { JSX } from "preact";
import { Mark } from "../../lib/icons";
import type { Room, StepFace } from "../../lib/wire";
import { Leave } from "../lobby";
import { Clock, Page } from "../page";
import type { Seat } from "../seat";
import { t as said } from "../words";
import { t } from "./words";

/** A pause for people: how long, and what comes next. */
export function Break({ seat, room, step }: { seat: Seat; room: Room; step: StepFace }): JSX.Element {
  const face = seat.face.value;
  return (
    <Page
      name="step rests"
      head={
        <div class="crown still">
          <h2>{room.title}</h2>
        </div>
      }
    >
      <div class="question">
        <h1 class="ask s1" dir="auto">
          {step.structure || t("break")}
        </h1>
        <p class="do" dir="auto">
          {step.invitation || step.ask || t("break_says")}
        </p>
      </div>
      <div class="rest">{face && <Clock face={face} size="min(15.5rem, 60vw, 26vh)" />}</div>
      <p class="away">{room.coming && <span class="soft">{said("next", { what: room.coming })}</span>}</p>
      <Leave seat={seat} />
    </Page>
  );
}

/** Gone for good, with the door left open. */
export function Left({ seat }: { seat: Seat }): JSX.Element {
  return (
    <Page
      name="between"
      foot={
        <button type="button" class="btn main" onClick={() => void seat.do({ do: "rejoin" })}>
          {t("rejoin")}
        </button>
      }
    >
      <div class="middle">
        <Mark />
        <h1 class="ask">{t("left")}</h1>
        <p class="soft">{t("left_says")}</p>
      </div>
    </Page>
  );
}
