import assert from "node:assert/strict";
import { test } from "node:test";
import {
  conditionsSource,
  helpSource,
  metricHelpSource,
  metricsSource,
  optionsSource,
} from "../../scripts/lib/options-source.mjs";

const rate = {
  path: "training.optimizer.learning_rate",
  label: "Learning rate",
  type: "number",
  default: 0.01,
  min: 1e-6,
  max: 10,
  unit: "",
  log: false,
  help: "Step size.",
};
const epochs = {
  path: "training.epochs",
  label: "Epochs",
  type: "integer",
  default: 100,
  min: 1,
  max: 100000,
  unit: "epochs",
  log: true,
  help: "Passes over the rows.",
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

/** The value that a source assigns to an exported name. */
function exported(source, name) {
  const [, value] = new RegExp(`^export const ${name}(?::.*?)? = (.*?)(?: as const.*?)?;$`, "ms").exec(source);
  return JSON.parse(value);
}

test("every option, limit and task reaches the source, and what explains the options a source of its own", () => {
  const description = {
    options: [rate, epochs, scaling, clip],
    limits: { layers: 16 },
    tasks: { regression: { losses: ["mse"], defaults: { "training.loss": "mse" } } },
    search_space: { "training.l2": {} },
  };
  const source = optionsSource(description);
  // A pure number has no unit to be named, and most options move in differences.
  const { help: _help, unit: _unit, log: _log, ...plainRate } = rate;
  const rows = description.options.slice(1).map(({ help: _help, only_with: _condition, ...option }) => option);
  assert.deepEqual(exported(source, "options"), [plainRate, ...rows]);
  assert.deepEqual(exported(source, "limits"), description.limits);
  assert.deepEqual(exported(source, "tasks"), description.tasks);
  assert.deepEqual(exported(source, "defaultSearchSpace"), description.search_space);
  assert.deepEqual(exported(conditionsSource(description), "optionConditions"), { [clip.path]: clip.only_with });
  const help = Object.fromEntries(description.options.map((option) => [option.path, option.help]));
  assert.deepEqual(exported(helpSource(description), "optionHelp"), help);
});

test("every metric reaches the source, and the sentence about it a source of its own", () => {
  const recall = { name: "macro_recall", label: "Macro recall", task: "classification", larger_is_better: true };
  const helpful = { metrics: [{ ...recall, help: "Mean over classes." }] };
  assert.deepEqual(exported(metricsSource(helpful), "metrics"), [recall]);
  assert.deepEqual(exported(metricHelpSource(helpful), "metricHelp"), { macro_recall: "Mean over classes." });
  assert.throws(() => metricHelpSource({ metrics: [recall] }), { message: "metric macro_recall has no help" });
  assert.throws(() => metricsSource({ metrics: [{ ...recall, label: undefined }] }), {
    message: "metric macro_recall has no label",
  });
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
