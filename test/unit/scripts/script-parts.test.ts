import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { splitIntoScripts } from '../../../scripts/lib/script-parts';

const folder = mkdtempSync(join(tmpdir(), 'script-parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds a small script of four modules as the reader's is built; gives its files. */
async function built(): Promise<Map<string, string>> {
  const sources = {
    'main.js': `import { count } from './shared.js';
      count.seen += 1;
      globalThis.open = async (name) => name === 'one' ? (await import('./one.js')).one() : (await import('./two.js')).two();
      export default 'begun';`,
    'shared.js': 'export const count = { seen: 0 };',
    'both.js': `export function twice(value) { return 2 * value; } export const heavy = '${'x'.repeat(2000)}';`,
    'one.js': `import { count } from './shared.js'; import { twice, heavy } from './both.js'; export const one = () => twice(count.seen) + heavy.length;`,
    'two.js': `import { count } from './shared.js'; import { twice, heavy } from './both.js'; export const two = () => twice(++count.seen) + heavy.length;`,
  };
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
  const config: InlineConfig = {
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [],
    build: {
      write: false,
      lib: { entry: join(folder, 'main.js'), formats: ['iife'], name: 'main', fileName: 'main' },
      rollupOptions: { output: { entryFileNames: 'main.js' } },
    },
  };
  splitIntoScripts(config, { guard: 'globalThis.isThere' });
  const [result] = (await build(config)) as Rolldown.RolldownOutput[];
  return new Map(
    (result?.output ?? []).flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])),
  );
}

describe('a script that is split', () => {
  it('is one file with what it needs at once, and parts that share its modules', async () => {
    const files = await built();
    expect(files.get('main.js')).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
    const asked: string[] = [];
    const world: Record<string, unknown> = createContext({});
    type Part = { run?: () => object; value?: object };
    const part = async (needed: string[]): Promise<object> => {
      asked.push(...needed);
      const parts = world.colophonParts as Record<string, Part>;
      let value = {};
      for (const file of needed) {
        if (!parts[file]) runInContext(files.get(file) ?? '', world);
        const loaded = parts[file] as Part;
        loaded.value ??= loaded.run?.() ?? {};
        value = loaded.value;
      }
      return value;
    };
    world.colophonPart = part;
    runInContext(files.get('main.js') ?? '', world);
    const open = world.open as (name: string) => Promise<number>;
    expect(asked).toEqual([]);
    await expect(open('one')).resolves.toBe(2002);
    await expect(open('two')).resolves.toBe(2004); // the same count as the one that the entry and the first part saw
    expect([...files.values()].filter((code) => code.includes('xxxx'))).toHaveLength(1);
    expect(asked).toHaveLength(4); // each with the part that both share, and in one request
    expect(asked.every((file) => file.startsWith('parts/'))).toBe(true);
  });

  it('does nothing where it is there already', async () => {
    const files = await built();
    const world: Record<string, unknown> = createContext({ isThere: true });
    runInContext(files.get('main.js') ?? '', world);
    expect(Object.keys(world)).toEqual(['isThere']);
  });
});
