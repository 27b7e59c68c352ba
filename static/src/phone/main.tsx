import { signal } from "@preact/signals";
import { render } from "preact";
import { unlockOnTouch } from "../lib/bell";
import { local, takeFragment } from "../lib/links";
import { stayAwake } from "../lib/wake";
import { App } from "./app";
import { DoorScreen } from "./door";
import { Seat } from "./seat";
import "../lib/styles";
import "./styles";
import { t } from "./words";

/** The seat this phone holds, under the code it came in by. */
const SEAT = "tingsha.seat";

function kept(): { code: string; token: string } | null {
  try {
    return JSON.parse(local.getItem(SEAT) ?? "null");
  } catch {
    return null;
  }
}

const plain = (code: string): string => code.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

const code = takeFragment();
const known = kept();
const seat = signal<Seat | null>(null);
const why = signal("");

function sit(token: string): void {
  const taken = new Seat(token);
  seat.value = taken;
  const unsubscribe = taken.line.refusal.subscribe((refusal) => {
    // What a closed session left behind stays readable; any other refused link goes back to the door.
    if (!refusal || taken.room.peek()?.phase === "closed") return;
    taken.stop();
    local.removeItem(SEAT);
    why.value = refusal.says || t("link_gone_do");
    seat.value = null;
    queueMicrotask(() => unsubscribe());
  });
}

if (known && (!code || plain(code) === plain(known.code))) sit(known.token);

function Phone() {
  if (seat.value) return <App seat={seat.value} />;
  return (
    <DoorScreen
      code={code || (known?.code ?? "")}
      why={why.value}
      seated={(typed, token) => {
        local.setItem(SEAT, JSON.stringify({ code: typed, token }));
        sit(token);
      }}
    />
  );
}

unlockOnTouch();
stayAwake();
const screen = document.getElementById("screen");
if (screen) render(<Phone />, screen);
