import { signal } from "@preact/signals";
import { optionAt } from "../project/options.js";

/** The sentences about options: nobody reads them before turning to a form, so that is when they are fetched. */
const sentences = signal<Readonly<Record<string, string>>>({});
let asked = false;

export function wantHelp(): void {
  if (asked) return;
  asked = true;
  import("../project/option-help.generated.js").then(
    ({ optionHelp }) => {
      sentences.value = optionHelp;
    },
    () => {
      // Offline: the next form that is turned to asks again.
      asked = false;
    },
  );
}

/** What an option means; empty until it is there. */
export function helpOf(path: string): string {
  return sentences.value[optionAt(path).path] ?? "";
}
