import { render } from "preact";
import "../lib/tokens.css";
import "../lib/base.css";
import "./organiser.css";
import "./catalogue.css";
import "./card.css";
import { local, takeFragment } from "../lib/links";
import { App } from "./app";
import { Desk } from "./desk";
import { followTabs } from "./own";
import { followHistory } from "./place";

const KEPT = "tingsha.organiser";

/** The link's secret: from the address once, afterwards from this device, so that a bookmark without it works too. */
function token(): string {
  const fresh = takeFragment();
  if (fresh) local.setItem(KEPT, fresh);
  return fresh || local.getItem(KEPT) || "";
}

const screen = document.getElementById("screen");
if (screen) {
  const secret = token();
  followHistory();
  followTabs();
  addEventListener("hashchange", () => location.hash && location.reload());
  render(<App desk={secret ? new Desk(secret) : undefined} />, screen);
}
