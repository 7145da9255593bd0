import { Disclosure } from "../shell/disclosure.js";
import { lazyPart } from "../shell/lazy-part.js";
import type { PanelName } from "./panel-words.js";

const PanelWords = lazyPart<{ about: PanelName }>(
  "the explanation",
  async () => (await import("./panel-words.js")).PanelWords,
);

/** A few sentences about a panel, fetched by who asks for them. */
export function WhatIsThis({ about }: { about: PanelName }) {
  return (
    <Disclosure
      class="what"
      intent={PanelWords.onIntent}
      summary={
        <>
          What is this?<span class="visually-hidden"> About: {about}</span>
        </>
      }
    >
      <PanelWords about={about} />
    </Disclosure>
  );
}
