import { render } from "preact";
import { local } from "../lib/links";
import { MINE } from "../me/mine";
import { SurveyPage } from "./survey";
import "../lib/styles";
import "../phone/styles";
import "./survey.css";

// Which survey it is stays in the address: it is no secret, and a reload finds it again.
const id = location.hash.slice(1).trim();
addEventListener("hashchange", () => location.reload());

const screen = document.getElementById("screen");
if (screen) render(<SurveyPage id={id} token={local.getItem(MINE) ?? ""} />, screen);
