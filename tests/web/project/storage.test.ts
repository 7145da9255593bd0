import { expect, test } from "vitest";
import type { ProjectDocument } from "../../../web/src/project/document.js";
import type { OwnTable } from "../../../web/src/project/link.js";
import { Autosave, MemoryTextStore, type TableStore, type TextStore } from "../../../web/src/project/storage.js";

function tableOf(letter: string): OwnTable {
  return { name: `${letter}.csv`, bytes: new TextEncoder().encode(letter), sha256: letter.repeat(64) };
}
const table = tableOf("a");
const projectOn = ({ name, sha256 }: OwnTable): ProjectDocument => ({
  vitrine: 1,
  data: { source: { file: { name, sha256 } } },
});

class MemoryTableStore implements TableStore {
  readonly tables = new Map<string, OwnTable>();
  load = async (sha256: string) => this.tables.get(sha256) ?? null;
  save = async (saved: OwnTable, kept: string | undefined) => {
    this.tables.set(saved.sha256, saved);
    for (const key of this.tables.keys()) if (key !== saved.sha256 && key !== kept) this.tables.delete(key);
  };
}

const refuse = () => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};
const forbiddenTexts: TextStore = { getItem: refuse, setItem: refuse, removeItem: refuse };
const forbiddenTables: TableStore = { load: async () => refuse(), save: async () => refuse() };

test("a project and a table survive a reload", async () => {
  const texts = new MemoryTextStore();
  const tables = new MemoryTableStore();
  const before = new Autosave(texts, tables);
  before.saveProject({ vitrine: 1, training: { epochs: 5 } });
  await before.saveTable(table);
  const after = new Autosave(texts, tables);
  expect(after.loadProject()).toEqual({ vitrine: 1, training: { epochs: 5 } });
  expect(await after.loadTable(table.sha256)).toEqual(table);
  expect(after.persistent).toBe(true);
  after.forgetProject();
  expect(new Autosave(texts, tables).loadProject()).toBeNull();
});

test("a table that was found saved is still there when another has been opened and undone", async () => {
  const tables = new MemoryTableStore();
  const texts = new MemoryTextStore();
  const [first, second, third] = [tableOf("a"), tableOf("b"), tableOf("c")];
  const before = new Autosave(texts, tables);
  await before.saveTable(first);
  before.saveProject(projectOn(first));
  const visit = new Autosave(texts, tables);
  await visit.loadTable(first.sha256);
  for (const own of [second, third]) {
    await visit.saveTable(own);
    visit.saveProject(projectOn(own));
  }
  expect(await visit.loadTable(first.sha256)).toEqual(first);
});

test("whenever the page is closed, the table of the saved project is saved, and at most one more", async () => {
  const tables = new MemoryTableStore();
  const texts = new MemoryTextStore();
  const visit = new Autosave(texts, tables);
  for (const own of [tableOf("a"), tableOf("b"), tableOf("c"), tableOf("a")]) {
    const expectSaved = async () => {
      const reloaded = new Autosave(texts, tables);
      const source = reloaded.loadProject()?.data?.source;
      if (source !== undefined && "file" in source)
        expect(await reloaded.loadTable(source.file.sha256)).toMatchObject({ name: source.file.name });
      expect(tables.tables.size).toBeLessThanOrEqual(2);
    };
    await visit.saveTable(own);
    await expectSaved();
    visit.saveProject(projectOn(own));
    await expectSaved();
  }
});

test("where storage throws, memory keeps the session's work and says that it does not persist", async () => {
  const autosave = new Autosave(forbiddenTexts, forbiddenTables);
  expect(autosave.loadProject()).toBeNull();
  expect(await autosave.loadTable(table.sha256)).toBeNull();
  autosave.saveProject({ vitrine: 1, title: "kept" });
  await autosave.saveTable(table);
  expect(autosave.loadProject()).toEqual({ vitrine: 1, title: "kept" });
  expect(await autosave.loadTable(table.sha256)).toEqual(table);
  expect(autosave.persistent).toBe(false);
});

test("a property that throws when read, as in frames of other sites, is survived", () => {
  const before = Object.getOwnPropertyDescriptor(globalThis, "localStorage");
  Object.defineProperty(globalThis, "localStorage", { configurable: true, get: refuse });
  try {
    const autosave = new Autosave();
    autosave.saveProject({ vitrine: 1, title: "kept" });
    expect(autosave.loadProject()).toEqual({ vitrine: 1, title: "kept" });
    expect(autosave.persistent).toBe(false);
  } finally {
    if (before === undefined) Reflect.deleteProperty(globalThis, "localStorage");
    else Object.defineProperty(globalThis, "localStorage", before);
  }
});

test.each(["", "{", "null", '{"vitrine":99}', '{"vitrine":1,"unknown":1}'])(
  "a saved text that is no project (%j) is nothing saved",
  (text) => {
    const texts = new MemoryTextStore();
    texts.setItem("vitrine.project", text);
    expect(new Autosave(texts, new MemoryTableStore()).loadProject()).toBeNull();
  },
);
