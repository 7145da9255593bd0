/**
 * The option table as a TypeScript file. The annotation makes the type checker compare the table with what the page
 * expects of it.
 *
 * @param description  what `vitrine describe --json` prints, parsed
 */
export function optionsSource(description) {
  // One option a line: a change of the table is a change of few lines here.
  const list = (values) => `[\n${values.map((value) => `    ${JSON.stringify(value)},\n`).join("")}  ]`;
  const members = Object.entries(description).map(
    ([name, value]) => `  ${name}: ${Array.isArray(value) ? list(value) : JSON.stringify(value)},\n`,
  );
  return `// Written by scripts/generate-options from the engine's option table, where every option is defined: do not edit.
import type { Description } from "./options.js";

export const description: Description = {
${members.join("")}};
`;
}
