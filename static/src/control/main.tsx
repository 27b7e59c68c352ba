import { render } from "preact";

const screen = document.getElementById("screen");
if (screen) render(<p>The control screen is not here yet.</p>, screen);
