import { WhatIsThis } from "../fields/what-is-this.js";
import { lazyPart } from "../shell/lazy-part.js";

export const ExplainBody = lazyPart(
  "the explanation panel",
  async () => (await import("./explain-body.js")).ExplainBody,
);

/** Why the network says what it says. */
export function ExplainPanel() {
  return (
    <section class="panel" aria-labelledby="explain-heading" {...ExplainBody.onIntent}>
      <header>
        <h2 id="explain-heading">Explain</h2>
        <span class="facts">which columns make the network say what it says</span>
      </header>
      <WhatIsThis about="Explain" />
      <ExplainBody />
    </section>
  );
}
