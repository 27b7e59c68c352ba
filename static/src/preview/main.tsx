import { render } from "preact";
import "../lib/styles";
import "./preview.css";
import { Parts } from "../lib/parts";
import { remember } from "../lib/pictures";
import { picturesIn, type Ready, SCREENS, type Screen, type Shown, sentOf } from "./frame";
import { sketch } from "./sketch";
import { t } from "./words";

/** A preview is looked at, not heard: no bell rings in it, and no phone shakes. */
function hush(): void {
  Reflect.deleteProperty(window, "AudioContext");
  Object.defineProperty(navigator, "vibrate", { value: undefined });
}

/** Each screen comes with its own looks, and without the other's. */
const FACES = {
  stage: () => import("./stage"),
  phone: () => import("./phone"),
  control: () => import("./control"),
};

async function show(which: Screen, screen: HTMLElement): Promise<void> {
  hush();
  // Time stands still in a moment: its clock is read at the instant it was kept.
  const parts = new Parts(() => 0);
  const { begin } = await FACES[which]();
  const picture = await sketch();
  const known = new Set<string>();
  let turn = 0;
  let begun = false;
  addEventListener("message", (event: MessageEvent<Shown>) => {
    if (event.origin !== location.origin || event.source !== parent || !event.data?.frame) return;
    const { frame } = event.data;
    for (const id of picturesIn(sentOf(frame))) {
      if (picture && !known.has(id)) remember(id, picture);
      known.add(id);
    }
    // Each moment is a whole view, and its clock may be earlier than the last one's: an epoch of its own.
    parts.replace(`${++turn}`, sentOf(frame));
    if (begun) return;
    begun = true;
    begin(parts, screen);
  });
  parent.postMessage({ ready: which } satisfies Ready, location.origin);
}

const screen = document.getElementById("screen");
const which = SCREENS.find((one) => one === location.hash.slice(1));
if (screen && which && parent !== window) {
  // Only a picture: nothing in it can be tapped, typed into or reached with a key.
  document.body.inert = true;
  render(<p class="wait soft">{t("waiting")}</p>, screen);
  void show(which, screen);
} else if (screen) render(<p class="wait">{t("alone")}</p>, screen);
