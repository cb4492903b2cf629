/**
 * A function, as text, for a page of the extension (`inExtension`, `inPage`): reads or changes a database past all of the
 * extension's own code. `run` gets `{ api, db, ask }` and the further arguments; `ask` waits for a request, and `db` is
 * undefined where there is no such database: none is made by looking.
 */
export function withDatabase(run, name = 'colophon') {
  return `(api, ...args) => (${open})(api, ${JSON.stringify(name)}, ${run}, args)`;
}

async function open(api, name, run, args) {
  const ask = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const isThere = (await indexedDB.databases()).some((each) => each.name === name);
  const db = isThere ? await ask(indexedDB.open(name)) : undefined;
  try {
    return await run({ api, db, ask }, ...args);
  } finally {
    db?.close();
  }
}
