import { signal } from "@preact/signals";
import { render } from "preact";
import { local, takeFragment } from "../lib/links";
import { Me } from "./me";
import { MINE } from "./mine";
import "../lib/styles";
import "../phone/styles";
import "./me.css";
import "./phrase.css";

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
