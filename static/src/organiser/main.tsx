import { render } from "preact";
import "../lib/styles";
import "./styles";
import { takeFragment } from "../lib/links";
import { Front } from "./account/front";
import { cameBack, keptLink, wasSignedOut } from "./account/me";
import { Desk } from "./desk";
import { followTabs } from "./own";
import { followHistory } from "./place";

const screen = document.getElementById("screen");
if (screen) {
  const secret = takeFragment();
  cameBack();
  // A one-time link is no organiser's link: it is not kept, and stays out of the history.
  const welcome = new URLSearchParams(location.search).has("welcome") ? secret : "";
  const desk = new Desk(welcome ? "" : keptLink(secret), undefined, wasSignedOut);
  followHistory();
  followTabs();
  addEventListener("hashchange", () => location.hash && location.reload());
  render(<Front desk={desk} welcome={welcome} />, screen);
}
