import { render } from "preact";
import "../lib/styles";
import { Connection } from "../lib/connection";
import { tab, takeFragment } from "../lib/links";
import { stayAwake } from "../lib/wake";
import "./styles";
import { carry } from "../lib/carried";
import { dress } from "../lib/theme";
import { get } from "./ask";
import { Desk } from "./desk";
import { listen } from "./keys";
import { Screen, Stranger } from "./screen";

const TOKEN = "tingsha.control";

const screen = document.getElementById("screen");
const token = takeFragment() || tab.getItem(TOKEN) || "";
if (token) tab.setItem(TOKEN, token);
dress();

if (screen && !token) render(<Stranger />, screen);
else if (screen) {
  carry(token);
  const connection = new Connection(token);
  const desk = new Desk(connection);
  listen(desk);
  stayAwake();
  render(<Screen desk={desk} />, screen);
  connection.start();
  void get("/api/demo", token).then((answer) => {
    desk.demo.value = answer?.demo === true;
  });
}
