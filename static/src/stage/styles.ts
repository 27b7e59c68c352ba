// In the order in which later looks build on earlier ones.
import "./stage.css";
import "./signs.css";
import "./notices.css";
import "./lobby.css";
import "./step.css";
import "./panels.css";
import "./who.css";
import "./circle.css";
import "./side.css";
import "./harvest.css";
import "./ranking.css";
import "./spread.css";
import "./commitments.css";
import "./closed.css";
