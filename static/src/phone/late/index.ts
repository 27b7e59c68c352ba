/** The parts of the phone's page that come after it. */
export { BlockView } from "../../lib/cards";
export { AloneForm } from "./alone-form";
export { Break, Left } from "./away";
export { Closed } from "./closed";
export { Due } from "./due";
export { Former } from "./former";
export { Market } from "./market";
export { LiveMarks, Marks } from "./marks";
export { Signed } from "./naming";
export { Settled } from "./settled";
export { Unsent } from "./unsent";
export { Written } from "./written";

import "../../lib/faces/styles";
import "./late.css";
