import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { cells, datasets, Folder, json, refusal, run } from "./vitrine.mjs";

const folder = new Folder();
after(() => folder.remove());
const iris = join(datasets, "iris.csv");

test("describe lists every option once, with its default in its range", () => {
  const { vitrine, options } = json("describe");
  assert.equal(vitrine, 1);
  const paths = options.map((option) => option.path);
  assert.equal(new Set(paths).size, paths.length);
  for (const path of ["training.batch_size", "network.layers[].units", "search.folds", "seeds.weights"]) {
    assert.ok(paths.includes(path), path);
  }
  for (const option of options) {
    if (option.choices) assert.ok(option.choices.includes(option.default), option.path);
    else if (option.type === "boolean") assert.equal(typeof option.default, "boolean", option.path);
    else assert.ok(option.default >= option.min && option.default <= option.max, option.path);
  }
  assert.match(run("describe").stdout, /training\.batch_size +32 +1 to 4096/);
  assert.match(run("describe").stdout, /data\.preprocessing\.clip +false +true, false/);
  assert.match(run("describe").stdout, /training\.schedule\.milestones +\[\] +up to 100 of 1 to 100000/);
});

test("inspect counts and sums what the file holds", () => {
  const inspection = json("inspect", iris);
  const [names, ...rows] = cells(readFileSync(iris, "utf8"));
  assert.equal(inspection.rows, rows.length);
  assert.equal(inspection.encoding, "utf-8");
  assert.equal(inspection.delimiter, ",");
  assert.deepEqual(
    inspection.columns.map((column) => column.name),
    names,
  );
  for (const [i, column] of inspection.columns.entries()) {
    const values = rows.map((row) => row[i]);
    assert.equal(column.missing, 0);
    assert.equal(column.distinct, new Set(values).size);
    if (column.type === "number") {
      assert.equal(
        column.sum,
        values.reduce((sum, value) => sum + Number(value), 0),
      );
      assert.equal(column.max, Math.max(...values.map(Number)));
    } else {
      assert.equal(column.type, "category");
      assert.equal(
        Object.values(column.counts).reduce((a, b) => a + b),
        rows.length,
      );
    }
  }
});

test("inspect with a target adds the warnings about it", () => {
  const data = folder.write("labels.csv", "x,y\n1,a\n2,\n3,b\n4,a\n5,b\n6,b\n");
  const codes = (document) => document.warnings.map((warning) => warning.code);
  assert.ok(!codes(json("inspect", data)).includes("missing_label"));
  assert.ok(codes(json("inspect", data, "--target", "y")).includes("missing_label"));
});

test("inspect with a target says how each column goes together with it", () => {
  const { columns } = json("inspect", iris, "--target", "species");
  const association = Object.fromEntries(columns.map((column) => [column.name, column.association]));
  assert.deepEqual(association.species, { measure: null, reason: "it is the target" });
  // F(2, 147) as in R's summary(aov(Petal.Length ~ Species, iris)).
  const { measure, meaning, rows, f, p } = association.petal_length_cm;
  assert.equal(measure, "anova");
  assert.match(meaning, /means of the classes/);
  assert.equal(rows, 150);
  assert.ok(Math.abs(f - 1180.161) < 0.001, `F is ${f}`);
  assert.ok(p > 0 && p < 1e-80, `p is ${p}`);
  assert.ok(json("inspect", iris).columns.every((column) => column.association === undefined));
  const text = run("inspect", iris, "--target", "species").stdout;
  assert.match(text, /association with species/);
  assert.match(text, /f 1\.18e\+03, p /);
  assert.match(text, /none: it is the target/);
});

test("inspect measures numbers against a number by correlation, and categories by their means", () => {
  const { columns } = json("inspect", iris, "--target", "petal_width_cm");
  const association = Object.fromEntries(columns.map((column) => [column.name, column.association]));
  // R: cor(iris$Petal.Length, iris$Petal.Width), also with method = "spearman".
  assert.ok(Math.abs(association.petal_length_cm.pearson - 0.9628654) < 1e-7);
  assert.ok(Math.abs(association.petal_length_cm.spearman - 0.9376668) < 1e-7);
  assert.equal(association.species.measure, "anova");
  assert.ok(Math.abs(association.species.f - 960.0071) < 1e-3);
});

test("inspect says what is wrong with a file", () => {
  assert.equal(refusal("inspect", folder.write("empty.csv", "")).code, "empty_file");
  assert.equal(refusal("inspect", folder.path("absent.csv")).code, "file_not_found");
  assert.equal(refusal("inspect", folder.path("")).code, "unreadable_file");
  assert.equal(refusal("inspect", iris, "--target", "colour").code, "unknown_column");
  const unclosed = refusal("inspect", folder.write("quote.csv", 'a,b\n1,2\n3,"4\n5,6\n'));
  assert.equal(unclosed.code, "unclosed_quote");
  assert.equal(unclosed.line, 3);
});

test("without --json, an error is a sentence and nothing is on standard output", () => {
  const { status, stdout, stderr } = run("inspect", folder.path("absent.csv"));
  assert.equal(status, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /^vitrine: There is no file .*absent\.csv\.\n$/);
});

test("an unknown command is named beside the known ones", () => {
  const error = refusal("trian");
  assert.equal(error.code, "usage");
  assert.match(error.message, /no command "trian".*train, validate/);
});

test("without a command the commands are named", () => {
  for (const args of [[], ["--json"]]) {
    const { status, stderr } = run(...args);
    assert.equal(status, 2);
    assert.match(stderr, /A command is required; there are describe, inspect, train, /);
  }
});

test("a mistake in usage is an error of code usage", () => {
  for (const args of [[], ["paint"], ["train"], ["inspect", iris, "--colour", "red"], ["inspect", iris, "more.csv"]]) {
    assert.equal(refusal(...args).code, "usage", args.join(" "));
  }
  const { status, stderr } = run("train");
  assert.equal(status, 2);
  assert.match(stderr, /PROJECT/);
});

test("help and version are no errors", () => {
  for (const args of [["--help"], ["train", "--help"], ["--version"]]) {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 0);
    assert.equal(stderr, "");
    assert.ok(stdout.length > 0);
  }
});
