import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDatabase } from '../../e2e/lib/with-database.mjs';

/** The files in which a browser keeps the library in a profile, with their lengths. */
export function filesOfLibrary(profile, browser) {
  const isOfLibrary =
    browser === 'firefox'
      ? /^storage.default.moz-extension\+\+\+[\w-]+.idb.\d+cnoolhop\./
      : /^Default.IndexedDB.chrome-extension_\w+_0(?:\.indexeddb\.\w+)?[\\/](?!LOCK|LOG)/;
  return readdirSync(profile, { recursive: true })
    .map(String)
    .filter((file) => isOfLibrary.test(file))
    .map((file) => join(profile, file))
    .filter((file) => statSync(file).isFile() && !/-shm$|-journal$/.test(file))
    .sort();
}

/** What can happen to a file. Each gives what it did, in words. */
const toFile = {
  'a bit is flipped': (file, chance) => {
    const bytes = readFileSync(file);
    const at = Math.floor(chance() * bytes.length);
    bytes[at] ^= 1 << Math.floor(chance() * 8);
    writeFileSync(file, bytes);
    return `bit at ${at} of ${bytes.length}`;
  },
  'a sector is zeroed': (file, chance) => {
    const bytes = readFileSync(file);
    const at = Math.floor((chance() * bytes.length) / 512) * 512;
    bytes.fill(0, at, Math.min(at + 512, bytes.length));
    writeFileSync(file, bytes);
    return `512 bytes at ${at} of ${bytes.length}`;
  },
  'pages are overwritten': (file, chance) => {
    const bytes = readFileSync(file);
    const pages = 1 + Math.floor(chance() * 6);
    for (let page = 0; page < pages; page += 1) {
      const at = Math.floor((chance() * bytes.length) / 4096) * 4096;
      bytes.fill(0xa5, at, Math.min(at + 4096, bytes.length));
    }
    writeFileSync(file, bytes);
    return `${pages} times 4096 bytes of ${bytes.length}`;
  },
  'the end is cut off': (file, chance) => {
    const { size } = statSync(file);
    const left = Math.floor(chance() * size);
    truncateSync(file, left);
    return `${left} of ${size} bytes left`;
  },
  'the file is gone': (file) => {
    rmSync(file);
    return 'gone';
  },
};

/** What happens to the whole database. */
function deleteAll(files) {
  for (const file of files) rmSync(file);
  return 'all files gone';
}

/** What can happen to rows, run in a page of the extension before any of its own code has looked. */
export const toRows = [
  'text',
  'html',
  'version gone',
  'list row gone',
  'picture altered',
  'picture gone',
  'note altered',
  'tags altered',
  'collection altered',
  'collection gone',
];

/** Damages the files of a library, as the chance will have it. Gives what was done, in words, without the profile's path. */
export function damageFiles(profile, browser, chance) {
  const files = filesOfLibrary(profile, browser).filter((file) => statSync(file).size > 0);
  if (files.length === 0) throw new Error('There are no files of the library');
  if (chance() < 0.06) return deleteAll(files);
  const kinds = Object.keys(toFile);
  const kind = kinds[Math.floor(chance() * kinds.length)];
  // By size: the files that hold the clips are the ones that are mostly met; each tenth time any file.
  const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
  let at = chance() * total;
  const bySize = files.find((file) => {
    at -= statSync(file).size;
    return at <= 0;
  });
  const file = chance() < 0.25 || !bySize ? files[Math.floor(chance() * files.length)] : bySize;
  return `${kind}: ${file.split(/[\\/]/).at(-1)}, ${toFile[kind](file, chance)}`;
}

/** Overwrites the greatest table of Chromium's old store in many places, its index too. Gives what was done, in words. */
export function damageTable(profile, browser, chance) {
  const tables = filesOfLibrary(profile, browser).filter((file) => file.endsWith('.ldb'));
  const file = tables.sort((one, other) => statSync(other).size - statSync(one).size)[0];
  if (!file) throw new Error('The store has no table');
  const bytes = readFileSync(file);
  // One page in three, and sometimes the end, where it says what stands where: without it nothing is found.
  for (let at = 0; at < bytes.length; at += 4096)
    if (chance() < 0.33) bytes.fill(0xa5, at, Math.min(at + 4096, bytes.length));
  const isEndToo = chance() < 0.5;
  if (isEndToo) bytes.fill(0xa5, bytes.length - 512);
  writeFileSync(file, bytes);
  return `${file.split(/[\\/]/).at(-1)}, a third of ${bytes.length} bytes${isEndToo ? ' and the end' : ''} overwritten`;
}

/** In a page of the extension: damages rows of the database past all of the extension's code. */
export const damageRows = withDatabase(async ({ db, ask }, kind, share) => {
  const tables = [
    [/^picture/, 'assets'],
    [/^collection/, 'collections'],
    [/list row|note|tags/, 'clips'],
    [/./, 'versions'],
  ];
  const [, name] = tables.find(([pattern]) => pattern.test(kind));
  const transaction = db.transaction(name, 'readwrite');
  const store = transaction.objectStore(name);
  const keys = await ask(store.getAllKeys());
  const key = keys[Math.floor(share * keys.length)];
  const row = await ask(store.get(key));
  if (kind.endsWith('gone')) store.delete(key);
  else {
    if (kind === 'text')
      row.record.content.text = row.record.content.text.replace('e', 'f').replace('水', '火');
    if (kind === 'html') row.record.content.html = row.record.content.html.slice(0, -40);
    if (kind === 'picture altered') new Uint8Array(row.bytes)[100] ^= 1;
    if (kind === 'collection altered') row.name = 'what nobody called it';
    if (kind === 'note altered') row.note = `${row.note ?? ''} and what nobody wrote`;
    if (kind === 'tags altered') row.tags = ['what nobody chose'];
    store.put(row);
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
});
