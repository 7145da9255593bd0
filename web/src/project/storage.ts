import type { ProjectDocument } from "./document.js";
import type { OwnTable } from "./link.js";
import { readProject, stringifyProject } from "./read.js";

/** Where texts survive a reload. Every call may throw: storage is full, forbidden or gone. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Where the bytes of tables survive a reload. */
export interface TableStore {
  load(sha256: string): Promise<OwnTable | null>;
  /** Forgets all other tables but the one with the checksum `kept`. */
  save(table: OwnTable, kept: string | undefined): Promise<void>;
}

const projectKey = "vitrine.project";

/** Keeps a text until the page closes: what remains where browsers forbid storage. */
export class MemoryTextStore implements TextStore {
  readonly #texts = new Map<string, string>();
  getItem(key: string): string | null {
    return this.#texts.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.#texts.set(key, value);
  }
  removeItem(key: string): void {
    this.#texts.delete(key);
  }
}

/** In frames of other sites even reading the property `localStorage` may throw. */
function browserTextStore(): TextStore | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Few visitors bring a table of their own: the code that keeps it is fetched when one does. */
const browserTables: TableStore = {
  load: async (sha256) => (await indexedTables()).load(sha256),
  save: async (table, kept) => (await indexedTables()).save(table, kept),
};

async function indexedTables(): Promise<TableStore> {
  const { IndexedTableStore } = await import("./table-store.js");
  return new IndexedTableStore();
}

/** Saves what a visitor would miss after a reload. No call throws: where storage is forbidden, memory stands in. */
export class Autosave {
  #texts: TextStore;
  readonly #tables: TableStore;
  readonly #fallback = new MemoryTextStore();
  /** Of this visit: undo can go back to each of them. */
  readonly #visited = new Map<string, OwnTable>();
  #persistent: boolean;

  constructor(texts: TextStore | undefined = browserTextStore(), tables: TableStore = browserTables) {
    // Without any storage the property is undefined, for instance under Node.
    this.#texts = texts ?? this.#fallback;
    this.#persistent = texts !== undefined && texts !== null;
    this.#tables = tables;
  }

  /** Whether what was saved last survives a reload. */
  get persistent(): boolean {
    return this.#persistent;
  }

  saveProject(document: ProjectDocument): void {
    const text = stringifyProject(document);
    try {
      this.#texts.setItem(projectKey, text);
    } catch {
      this.#persistent = false;
      this.#texts = this.#fallback;
      this.#texts.setItem(projectKey, text);
    }
  }

  /** null when nothing is saved, or nothing that this version can read. */
  loadProject(): ProjectDocument | null {
    try {
      const text = this.#texts.getItem(projectKey);
      return text === null ? null : readProject(JSON.parse(text));
    } catch {
      return null;
    }
  }

  forgetProject(): void {
    try {
      this.#texts.removeItem(projectKey);
    } catch {
      this.#texts = this.#fallback;
    }
  }

  /**
   * Saves the table in hand. Until the project that uses it is saved too, a reload finds the project before: the
   * table of that one is kept beside it.
   */
  async saveTable(table: OwnTable): Promise<void> {
    this.#visited.set(table.sha256, table);
    try {
      const source = this.loadProject()?.data?.source;
      await this.#tables.save(table, source !== undefined && "file" in source ? source.file.sha256 : undefined);
    } catch {
      this.#persistent = false;
    }
  }

  /** The own table with a checksum, or null when this browser does not have it. */
  async loadTable(sha256: string): Promise<OwnTable | null> {
    const visited = this.#visited.get(sha256);
    if (visited !== undefined) return visited;
    const saved = await this.#tables.load(sha256).catch(() => null);
    if (saved !== null) this.#visited.set(sha256, saved);
    return saved;
  }
}
