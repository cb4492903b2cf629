import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from '../../../scripts/lib/root.mjs';

/** Modules of `utils/` and further lines of code as one script that puts them all under `bench` in a page. */
export async function bundleForPage(modules, lines = []) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'));
  const entry = [
    ...modules.map((part) => `export * from '${join(root, 'utils', `${part}.ts`)}';`),
    ...lines,
  ].join('\n');
  const built = await rolldown({
    input: 'entry',
    cwd: root,
    platform: 'browser',
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === 'entry' ? join(root, 'test', 'bench', 'entry.ts') : undefined),
        load: (id) => (id.endsWith('bench/entry.ts') ? entry : undefined),
      },
    ],
  });
  const file = join(folder, 'bench.js');
  await built.write({ file, format: 'iife', name: 'bench' });
  const text = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  return text.replace('var bench =', 'globalThis.bench =');
}
