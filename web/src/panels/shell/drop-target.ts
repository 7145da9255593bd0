import { openAnyFile } from "../../app/files.js";

/** The whole page takes a dropped file. */
export function acceptDrops(): void {
  const root = document.documentElement;
  let depth = 0;
  const carriesFile = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const settle = () => {
    depth = 0;
    root.classList.remove("dropping");
  };
  addEventListener("dragenter", (event) => {
    if (!carriesFile(event)) return;
    depth++;
    root.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => {
    if (carriesFile(event) && --depth <= 0) settle();
  });
  addEventListener("dragover", (event) => {
    if (carriesFile(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    settle();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) openAnyFile(file);
  });
}
