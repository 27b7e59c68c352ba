import { render } from "preact";
import "../lib/styles";
import "../organiser/record/paper.css";
import "./read.css";
import { ReadPage } from "./read";

const screen = document.getElementById("screen");
// The secret stays in the fragment, which no server is sent: a reload opens the same record again.
if (screen) render(<ReadPage token={location.hash.slice(1)} />, screen);
addEventListener("hashchange", () => location.reload());
