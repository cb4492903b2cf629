/** The core as a module for Node, and the public sets of pages that lie beside the project. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const require = createRequire(join(root, 'package.json'));
export const shared = join(root, '../shared/bench');

/** Kinds of pages that are no articles; documentation and forums may go either way. */
export const OTHERS = ['collection', 'listing', 'product', 'service'];

/** Bundles files of `utils/` as the extension's own build does, and loads them. */
export async function loadCore(...files) {
  const { build } = await import(pathToFileURL(join(root, 'node_modules/vite/dist/node/index.js')).href);
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, 'node_modules/.cache/bench-core-'));
  const entry = join(folder, 'entry.ts');
  writeFileSync(
    entry,
    files.map((file) => `export * from ${JSON.stringify(join(root, 'utils', file))};`).join('\n'),
  );
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node22',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'core.mjs' } },
    },
    ssr: { noExternal: true },
  });
  const loaded = await import(pathToFileURL(join(folder, 'core.mjs')).href);
  rmSync(folder, { recursive: true, force: true });
  return loaded;
}

/** The rows of a set, each with `html`; none where the set is not there. */
export function rowsOf(set, limit) {
  const folder = join(shared, 'sets', set);
  if (!existsSync(join(folder, 'index.jsonl'))) return [];
  return readFileSync(join(folder, 'index.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .slice(0, limit)
    .map((line) => {
      const row = JSON.parse(line);
      return { ...row, html: () => htmlOf(join(folder, row.file)) };
    });
}

function htmlOf(file) {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
