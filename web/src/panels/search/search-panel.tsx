import { WhatIsThis } from "../fields/what-is-this.js";
import { lazyPart } from "../shell/lazy-part.js";

export const SearchBody = lazyPart("the search panel", async () => (await import("./search-body.js")).SearchBody);

/** Tries many sets of options and compares them on rows that were held out. */
export function SearchPanel() {
  return (
    <section class="panel" aria-labelledby="search-heading" {...SearchBody.onIntent}>
      <header>
        <h2 id="search-heading">Search</h2>
        <span class="facts">find good options by trying many</span>
      </header>
      <WhatIsThis about="Search" />
      <SearchBody />
    </section>
  );
}
