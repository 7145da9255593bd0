import { redo, undo } from "../../app/project-state.js";

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) for the project, except in a text field, which has an undo of its own. */
export function acceptShortcuts(): void {
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target instanceof HTMLInputElement && event.target.type === "text") return;
    if (event.target instanceof HTMLTextAreaElement) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  });
}
