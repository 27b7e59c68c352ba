/** A few small records kept on this device: IndexedDB, or memory when the browser keeps nothing. */
export interface Kept<T> {
  /** false: what is kept here is gone when the page is. */
  readonly lasting: boolean;
  all(): Promise<T[]>;
  put(key: string, value: T): Promise<void>;
  delete(key: string): Promise<void>;
}

const ask = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

export function inMemory<T>(): Kept<T> {
  const records = new Map<string, T>();
  return {
    lasting: false,
    all: async () => [...records.values()],
    put: async (key, value) => {
      records.set(key, value);
    },
    delete: async (key) => {
      records.delete(key);
    },
  };
}

/** Records named `name`, in the order of their keys. Resolves when they are safe on the device, not before. */
export async function keptAs<T>(name: string): Promise<Kept<T>> {
  try {
    const opening = indexedDB.open(`tingsha-${name}`, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(name);
    const db = await ask(opening);
    const memory = inMemory<T>();
    const act = async <R>(
      mode: IDBTransactionMode,
      use: (store: IDBObjectStore) => IDBRequest,
      otherwise: () => Promise<R>,
    ): Promise<R> => {
      try {
        const change = db.transaction(name, mode);
        const safe = new Promise<void>((done, fail) => {
          change.oncomplete = () => done();
          change.onabort = change.onerror = () => fail(change.error);
        });
        const result = (await ask(use(change.objectStore(name)))) as R;
        await safe;
        return result;
      } catch {
        // A full disk, or a database the browser closed behind our back: better in memory than nowhere.
        return otherwise();
      }
    };
    return {
      lasting: true,
      all: async () => [
        ...(await act<T[]>(
          "readonly",
          (store) => store.getAll(),
          async () => [],
        )),
        ...(await memory.all()),
      ],
      put: async (key, value) => {
        await act<void>(
          "readwrite",
          (store) => store.put(value, key),
          () => memory.put(key, value),
        );
      },
      delete: async (key) => {
        await memory.delete(key);
        await act<void>(
          "readwrite",
          (store) => store.delete(key),
          async () => undefined,
        );
      },
    };
  } catch {
    return inMemory<T>();
  }
}
