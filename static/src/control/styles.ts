// In the order in which later looks build on earlier ones.
import "./control.css";
import "./run.css";
import "./now.css";
import "./looks.css";
import "./ends.css";
import "./harvest.css";
import "./room.css";
import "./groups.css";
import "./sheets.css";
import "./back.css";
import "./begun.css";
import "./mixing.css";
import "./afloat.css";
import "./small.css";
import "./phone.css";
