import { openDialog } from "../../app/view-state.js";
import { Dialog } from "./dialog.js";
import { lazyPart } from "./lazy-part.js";

export const ShareBody = lazyPart("the share dialog", async () => (await import("../share/share-body.js")).ShareBody);
export const HelpBody = lazyPart("the help", async () => (await import("./help-body.js")).HelpBody);

/** The dialog that is open, if one is. */
export function Dialogs() {
  switch (openDialog.value) {
    case "share":
      return (
        <Dialog key="share" title="Share this playground">
          <ShareBody />
        </Dialog>
      );
    case "help":
      return (
        <Dialog key="help" title="About Vitrine">
          <HelpBody />
        </Dialog>
      );
    default:
      return null;
  }
}
