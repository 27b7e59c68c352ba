// In the order in which later looks build on earlier ones.
import "./face.css";
import "./columns.css";
import "./canvas.css";
import "./plot.css";
import "./strips.css";
import "./matrix.css";
import "./gallery.css";
import "./web.css";
