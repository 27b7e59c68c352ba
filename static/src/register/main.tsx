import { render } from "preact";
import { takeFragment } from "../lib/links";
import { Register } from "./register";
import "../lib/styles";
import "../phone/styles";
import "./register.css";

// The page's own address is in the link, and behind a dot what is one's own: only that is taken out of the address bar.
const [page = "", key = ""] = takeFragment().split(".");
if (page) history.replaceState(history.state, "", `${location.pathname}#${page}`);
addEventListener("hashchange", () => location.reload());

const screen = document.getElementById("screen");
if (screen) render(<Register page={page} given={key} />, screen);
