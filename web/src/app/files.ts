import { notify } from "./notices.js";

/** Opening and saving files; the code for it is fetched when a visitor asks. */

type Controller = typeof import("./files-controller.js");

async function use(act: (controller: Controller) => unknown): Promise<void> {
  try {
    await act(await import("./files-controller.js"));
  } catch {
    notify({ kind: "error", topic: "file", text: "A part of the page could not be fetched. Try again." });
  }
}

export function saveProject(): void {
  void use((controller) => controller.saveProject());
}

/** A file of either kind: a project, or a table. */
export function openAnyFile(file: File): void {
  void use((controller) => controller.openAnyFile(file));
}
