import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/shell.css";
import "./styles/layout.css";
import "./styles/tables.css";
import "./styles/data.css";
import "./styles/network.css";
import { render } from "preact";
import { boot } from "./app/boot.js";
import { engine } from "./app/engine.js";
import { App } from "./app.js";
import { acceptDrops } from "./panels/shell/drop-target.js";
import { rememberLostStyles } from "./panels/shell/lazy-part.js";
import { acceptShortcuts } from "./panels/shell/shortcuts.js";

// Fetched and compiled in its worker while the page is drawn.
engine();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
acceptDrops();
acceptShortcuts();
rememberLostStyles();
void boot();
if (location.search.includes("perflab")) void import("./app/perflab.js");
