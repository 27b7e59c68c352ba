import { render } from "preact";
import { KeptPage } from "./kept";
import "../lib/styles";
import "../phone/styles";
import "./kept.css";

const screen = document.getElementById("screen");
if (screen) render(<KeptPage code={decodeURIComponent(location.hash.slice(1))} />, screen);
