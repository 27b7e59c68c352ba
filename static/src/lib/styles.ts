// In the order in which later looks build on earlier ones.
import "./tokens.css";
import "./elements.css";
import "./components.css";
import "./ring.css";
import "./base.css";
import "./trail.css";
import "./fields.css";
import "./card.css";
import "./access.css";
