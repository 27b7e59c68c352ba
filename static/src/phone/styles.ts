// In the order in which later looks build on earlier ones.
import "./page.css";
import "./crown.css";
import "./question.css";
import "./writing.css";
import "./rest.css";
import "./door.css";
import "./lobby.css";
import "./small.css";
