import { expect, test } from "vitest";
import type { OwnTable } from "../../../web/src/project/link.js";
import { Autosave, MemoryTextStore, type TableStore, type TextStore } from "../../../web/src/project/storage.js";

const table: OwnTable = { name: "a.csv", bytes: new Uint8Array([97]), sha256: "00".repeat(32) };

class MemoryTableStore implements TableStore {
  table: OwnTable | null = null;
  load = async () => this.table;
  save = async (saved: OwnTable) => {
    this.table = saved;
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
  expect(await after.loadTable()).toEqual(table);
  expect(after.persistent).toBe(true);
  after.forgetProject();
  expect(new Autosave(texts, tables).loadProject()).toBeNull();
});

test("where storage throws, memory keeps the session's work and says that it does not persist", async () => {
  const autosave = new Autosave(forbiddenTexts, forbiddenTables);
  expect(autosave.loadProject()).toBeNull();
  expect(await autosave.loadTable()).toBeNull();
  autosave.saveProject({ vitrine: 1, title: "kept" });
  await autosave.saveTable(table);
  expect(autosave.loadProject()).toEqual({ vitrine: 1, title: "kept" });
  expect(await autosave.loadTable()).toEqual(table);
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
