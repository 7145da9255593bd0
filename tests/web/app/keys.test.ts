import { describe, expect, test } from "vitest";
import { explainKey, runKey, searchKey, tableKey } from "../../../web/src/app/keys.js";
import type { ProjectDocument } from "../../../web/src/project/document.js";

const base: ProjectDocument = { vitrine: 1, training: { epochs: 7 }, seeds: { weights: 2 } };

/** Which keys a change touches: t(able), r(un), s(earch), e(xplanation). */
function touched(changed: ProjectDocument): string {
  const keys = { t: tableKey, r: runKey, s: searchKey, e: explainKey };
  return Object.entries(keys)
    .filter(([, key]) => key(base) !== key(changed))
    .map(([name]) => name)
    .join("");
}

describe("what a change makes obsolete", () => {
  test.each<[string, ProjectDocument, string]>([
    ["a title: nothing", { ...base, title: "x" }, ""],
    ["another toy: table, run and search", { ...base, data: { source: { toy: "xor" } } }, "trs"],
    ["a column's type: as well", { ...base, data: { columns: { a: { type: "category" } } } }, "trs"],
    ["a column's role: the table stays", { ...base, data: { columns: { a: { role: "ignore" } } } }, "rs"],
    ["the epochs: run and search", { ...base, training: { epochs: 8 } }, "rs"],
    ["the seed of the data: the points themselves", { ...base, seeds: { weights: 2, data: 5 } }, "trs"],
    ["the dropout's seed: run and search", { ...base, seeds: { weights: 2, dropout: 5 } }, "rs"],
    ["what a layer has: run and search", { ...base, network: { layers: [{ dropout: 0.5 }] } }, "rs"],
    ["the search's seed: its trials", { ...base, seeds: { weights: 2, search: 5 } }, "s"],
    ["the number of folds: its trials", { ...base, search: { folds: 5 } }, "s"],
    ["the number of trials: none of them", { ...base, search: { trials: 5 } }, ""],
    ["the explained output: the explanation", { ...base, explain: { space: "margin" } }, "e"],
    ["the explanation's seed: the explanation", { ...base, seeds: { weights: 2, explain: 5 } }, "e"],
  ])("%s", (_name, changed, expected) => {
    expect(touched(changed)).toBe(expected);
  });
});
