import type { JSX } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { Mark } from "../lib/icons";
import { Soon } from "../lib/lazy";
import { phoneLate } from "./later";
import { Between, Lobby } from "./lobby";
import { Notices, Page } from "./page";
import type { Seat } from "./seat";
import { StepScreen } from "./step";
import { t } from "./words";

/** Everything a seated person may see: one screen at a time, and above it what is out of the ordinary. */
export function App({ seat }: { seat: Seat }): JSX.Element {
  return (
    <>
      <Notices seat={seat} />
      <Screen seat={seat} />
      <p class="unseen" role="status">
        {seat.said}
      </p>
    </>
  );
}

function Screen({ seat }: { seat: Seat }): JSX.Element {
  const room = seat.room.value;
  const own = seat.own.value;
  const [unsent] = seat.outbox.refused.value;
  const place = `${room?.phase} ${room?.step?.key} ${unsent?.id}`;
  useLayoutEffect(() => scrollTo(0, 0), [place]);
  if (unsent)
    return <Soon key={unsent.id} part={phoneLate} pick={(late) => late.Unsent} with={{ seat, item: unsent }} />;
  if (!room) return <Finding seat={seat} />;
  if (room.phase === "closed") return <Soon part={phoneLate} pick={(late) => late.Closed} with={{ seat, room, own }} />;
  if (own?.away) return <Soon part={phoneLate} pick={(late) => late.Left} with={{ seat }} />;
  if (room.phase === "lobby") return <Lobby seat={seat} room={room} />;
  if (!room.step) return <Between seat={seat} room={room} />;
  if (room.step.kind === "break")
    return <Soon part={phoneLate} pick={(late) => late.Break} with={{ seat, room, step: room.step }} />;
  return <StepScreen key={room.step.key} seat={seat} room={room} step={room.step} />;
}

function Finding({ seat }: { seat: Seat }): JSX.Element {
  return (
    <Page name="between">
      <div class="middle" role="status">
        <Mark />
        <p class="soft">
          {t(
            seat.line.status.value !== "offline"
              ? "finding"
              : seat.outbox.count.value
                ? "finding_kept"
                : "finding_long",
          )}
        </p>
      </div>
    </Page>
  );
}
