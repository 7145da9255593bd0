import type { OwnTable } from "./link.js";
import type { TableStore } from "./storage.js";

/** Own tables in IndexedDB, which takes bytes of any size, by their checksums. */
export class IndexedTableStore implements TableStore {
  static readonly #store = "tables";

  async load(sha256: string): Promise<OwnTable | null> {
    const found: unknown = await this.#transact("readonly", (store) => settled(store.get(sha256)));
    return isOwnTable(found) ? found : null;
  }

  async save(table: OwnTable, kept: string | undefined): Promise<void> {
    await this.#transact("readwrite", async (store) => {
      await settled(store.put(table, table.sha256));
      for (const key of await settled(store.getAllKeys()))
        if (key !== table.sha256 && key !== kept) await settled(store.delete(key));
    });
  }

  async #transact<R>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => Promise<R>): Promise<R> {
    const opening = globalThis.indexedDB.open("vitrine", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(IndexedTableStore.#store);
    const database = await settled(opening);
    try {
      const transaction = database.transaction(IndexedTableStore.#store, mode);
      const [result] = await Promise.all([act(transaction.objectStore(IndexedTableStore.#store)), ended(transaction)]);
      return result;
    } finally {
      database.close();
    }
  }
}

/** Only then what was written survives the page. */
function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

function settled<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function isOwnTable(value: unknown): value is OwnTable {
  const { name, bytes, sha256 } = (value ?? {}) as Partial<OwnTable>;
  return typeof name === "string" && bytes instanceof Uint8Array && typeof sha256 === "string";
}
