import { describe, expect, test } from "vitest";
import type { ProjectDocument } from "../../../web/src/project/document.js";
import { modelFileName, projectFileName, readProjectFile, writeProjectFile } from "../../../web/src/project/files.js";

test("a project file reads back equal, with a byte-order mark too", () => {
  const project: ProjectDocument = { vitrine: 1, title: "ü", network: { layers: [{ units: 2 }] } };
  const text = writeProjectFile(project);
  expect(text.endsWith("}\n")).toBe(true);
  expect(readProjectFile(text)).toEqual(project);
  expect(readProjectFile(`\uFEFF${text}`)).toEqual(project);
});

test.each([
  ["a,b\n1,2\n", "not_json"],
  ["", "not_json"],
  ['{"vitrine_model":1}', "not_a_project"],
  ['{"vitrine":1,"training":{"epochs":-1}}', "out_of_range"],
])("%j is refused with %s", (text, code) => {
  expect(() => readProjectFile(text)).toThrow(expect.objectContaining({ code }));
});

describe("file names", () => {
  test.each<[ProjectDocument, string]>([
    [{ vitrine: 1 }, "iris.vitrine.json"],
    [{ vitrine: 1, data: { source: { toy: "moons" } } }, "moons.vitrine.json"],
    [{ vitrine: 1, data: { source: { csv: "", name: "My Data (1).CSV" } } }, "my-data-1.vitrine.json"],
    [{ vitrine: 1, data: { source: { csv: "" } } }, "project.vitrine.json"],
    [{ vitrine: 1, title: "Größe: 花 / ..\\" }, "große-花.vitrine.json"],
    [{ vitrine: 1, title: "///" }, "project.vitrine.json"],
  ])("%j is saved as %s", (project, name) => expect(projectFileName(project)).toBe(name));

  test("a model's name carries its fingerprint", () => {
    expect(modelFileName({ vitrine: 1 }, "3f9ac1d2aabbccdd")).toBe("iris-model-3f9ac1d2.json");
    expect(modelFileName({ vitrine: 1 }, "")).toBe("iris-model.json");
  });
});
