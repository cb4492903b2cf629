const stores = {
  chromium: [
    { name: 'LevelDB', args: [], hasTables: true },
    { name: 'SQLite', args: ['--enable-features=IdbSqliteBackingStore'] },
  ],
  firefox: [{ name: 'SQLite', args: [] }],
};

/**
 * Where a browser keeps the library: Chromium has an old store, and a new one that it is going over to. `only`: the name of
 * one of them.
 */
export function storesOf(browser, only) {
  return stores[browser].filter(({ name }) => !only || name.toLowerCase() === only.toLowerCase());
}
