import { render } from "preact";
import "../lib/styles";
import "./styles";
import { mute, muted } from "../lib/bell";
import { carry } from "../lib/carried";
import { Connection } from "../lib/connection";
import { tab, takeFragment } from "../lib/links";
import { dress, turn } from "../lib/theme";
import { stayAwake } from "../lib/wake";
import { listenForTouch } from "./sound";
import { Plain, Stage } from "./stage";
import { t } from "./words";

const KEPT = "tingsha.stage";

/** The link's secret: from the address once, afterwards from this tab, so that a reload finds its stage again. */
function token(): string {
  const fresh = takeFragment();
  if (fresh) tab.setItem(KEPT, fresh);
  return fresh || tab.getItem(KEPT) || "";
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.key === "d") turn();
  else if (event.key === "m") mute(!muted.peek());
  else if (event.key === "f")
    void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.());
}

const screen = document.getElementById("screen");
if (screen) {
  dress();
  listenForTouch();
  stayAwake();
  addEventListener("keydown", onKey);
  // A stage left open that is given another link begins anew.
  addEventListener("hashchange", () => location.hash && location.reload());
  const secret = token();
  if (secret) {
    carry(secret);
    const line = new Connection(secret);
    line.start();
    render(<Stage ear={line} />, screen);
  } else
    render(
      <div class="stage">
        <div class="play">
          <Plain title={t("no_link")} text={t("no_link_help")} />
        </div>
      </div>,
      screen,
    );
}
