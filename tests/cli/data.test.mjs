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
    else assert.ok(option.default >= option.min && option.default <= option.max, option.path);
  }
  assert.match(run("describe").stdout, /training\.batch_size +32 +1 to 4096/);
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
