/** Where a browser keeps the library: Chromium has an old store, and a new one that it is going over to. */
export const stores = {
  chromium: [
    { name: 'LevelDB', args: [] },
    { name: 'SQLite', args: ['--enable-features=IdbSqliteBackingStore'] },
  ],
  firefox: [{ name: 'SQLite', args: [] }],
};
