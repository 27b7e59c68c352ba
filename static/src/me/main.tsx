import { signal } from "@preact/signals";
import { render } from "preact";
import { local, takeFragment } from "../lib/links";
import { Me } from "./me";
import "../lib/tokens.css";
import "../lib/base.css";
import "../phone/phone.css";
import "./me.css";
import "./phrase.css";

/** One's own link, kept on this device so that its page opens again without it. */
const MINE = "tingsha.me";

const given = takeFragment();
if (given) local.setItem(MINE, given);
const token = signal(given || (local.getItem(MINE) ?? ""));

const screen = document.getElementById("screen");
if (screen) {
  render(
    <Me
      token={token.value}
      forget={() => local.removeItem(MINE)}
      back={(mine) => {
        local.setItem(MINE, mine);
        location.reload();
      }}
      seated={(code, seat) => {
        // The phone's page finds its seat here.
        local.setItem("tingsha.seat", JSON.stringify({ code, token: seat }));
        location.assign("/join");
      }}
    />,
    screen,
  );
}
