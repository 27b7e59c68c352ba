import { render } from "preact";

const screen = document.getElementById("screen");
if (screen) render(<p>The phone's page is not here yet.</p>, screen);
