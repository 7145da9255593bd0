import assert from "node:assert/strict";
import { test } from "node:test";
import { helpSource, optionsSource } from "../../scripts/lib/options-source.mjs";

const rate = {
  path: "training.optimizer.learning_rate",
  label: "Learning rate",
  type: "number",
  default: 0.01,
  min: 1e-6,
  max: 10,
  unit: "",
  log: true,
  help: "Step size.",
};
const scaling = {
  path: "data.preprocessing.scaling",
  label: "Scaling",
  type: "choice",
  default: "standard",
  choices: ["standard", "none"],
  help: "Before training.",
};
const clip = {
  path: "data.preprocessing.clip",
  label: "Clip",
  type: "boolean",
  default: false,
  only_with: { option: "data.preprocessing.scaling", choices: ["standard"] },
  help: "Stops at the ends.",
};

test("every option and limit reaches the source, and what explains the options a source of its own", () => {
  const description = {
    version: 1,
    options: [rate, scaling, clip],
    limits: { layers: 16 },
    search_space: { "training.l2": {} },
  };
  const source = optionsSource(description);
  const table = JSON.parse(/^export const options = (.*) as const satisfies/ms.exec(source)[1]);
  const withoutHelp = description.options.map(({ help: _help, ...option }) => option);
  assert.deepEqual(table, withoutHelp);
  const help = JSON.parse(/^export const optionHelp.*? = (.*);$/ms.exec(helpSource(description))[1]);
  assert.deepEqual(help, Object.fromEntries(description.options.map((option) => [option.path, option.help])));
  assert.match(source, /^export const limits = \{\n {2}"layers": 16\n\} as const;$/m);
  assert.match(source, /^export const defaultSearchSpace: .* = \{\n {2}"training\.l2": \{\}\n\};$/m);
});

test("an option that the page could not show is refused", () => {
  const refused = (option, message) =>
    assert.throws(() => optionsSource({ options: [option], limits: {} }), { message });
  refused({ ...rate, max: undefined }, "option training.optimizer.learning_rate has no max");
  refused({ ...clip, default: undefined }, "option data.preprocessing.clip has no default");
  assert.throws(() => helpSource({ options: [{ ...clip, help: undefined }] }), {
    message: "option data.preprocessing.clip has no help",
  });
  refused({ ...scaling, choices: undefined }, "option data.preprocessing.scaling has no choices");
  refused(
    { ...rate, type: "date" },
    'option training.optimizer.learning_rate has type "date", which the page has no interface for',
  );
});
