import { analyse } from 'scslre';
import { expect, it } from 'vitest';
import schema from '../../../utils/import/clip-1.schema.json';
import { backtracks, goesBackMore } from './backtracks';
import { gather, type Pattern } from './gather';
import { pumped, pumpsOf } from './pumps';

/**
 * No regular expression of the source takes more than linear time, whatever text it is given: each is held against a
 * static analysis (scslre, which looks for repetitions that can hand characters to one another or begin anywhere).
 * A repeated blank is therefore bounded (`\s{0,9}`) wherever it could be tried from each place of a long run of them.
 */
const folders = ['utils', 'components', 'entrypoints'];
const modules = import.meta.glob<unknown>('../../../utils/**/*.ts');
const gathered = gather(folders);

/** Built within functions, so not seen here: what bounds them. */
const builtLate: Record<string, string> = {
  'utils/detect/judge.ts': 'a quoted word must stand before each repeated blank; 300 kB of data at most',
  'utils/export/name-template.ts': 'its repetitions are bounded; around a character that no page has',
  'utils/extract/phrase-list.ts': 'each list is held whole, in test/unit/extract/lists.test.ts',
  'utils/import/record-shape.ts': 'the patterns of our own schema, held below',
  'utils/import/sources/saved-page.ts': 'looks at 4,000 characters at most',
};

it('each regular expression that is written in the source is linear', () => {
  expect(gathered.literals.length).toBeGreaterThan(900);
  expect(superLinear(gathered.literals)).toEqual([]);
});

it('so is each that is put together when a module is loaded', { timeout: 120_000 }, async () => {
  const built = await builtByLoading();
  expect(built.length).toBeGreaterThan(30);
  expect(superLinear(built)).toEqual([]);
});

it('each goes back in proportion to the length, on texts made from its own syntax', {
  timeout: 300_000,
}, async () => {
  const patterns = [...gathered.literals, ...(await builtByLoading())];
  const slow = distinct(patterns).flatMap(({ file, source, flags }) =>
    pumpsOf(source, flags)
      .filter((pump) => isSlow(source, flags, pump))
      .map((pump) => `${file} /${source}/${flags} ${JSON.stringify(pump)}`),
  );
  expect(slow, slow.join('\n')).toEqual([]);
});

it('so are those of the schema of a clip', () => {
  const patterns = patternsIn(schema);
  expect(patterns.length).toBeGreaterThan(1);
  expect(superLinear(patterns.map((source) => ({ file: 'clip-1.schema.json', source, flags: 'u' })))).toEqual(
    [],
  );
});

it('those that functions put together are known, with what bounds them', () => {
  expect(gathered.builtLate.filter(({ file }) => builtLate[file] === undefined)).toEqual([]);
});

/** Loads every module of utils with a `RegExp` that notes what it is asked to build. */
async function builtByLoading(): Promise<Pattern[]> {
  const plain = globalThis.RegExp;
  const built: Pattern[] = [];
  globalThis.RegExp = new Proxy(plain, {
    construct(target, [pattern, flags]: [string | RegExp, string?]) {
      const made = new target(pattern, flags);
      if (typeof pattern === 'string') built.push({ file: '', source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const [path, load] of Object.entries(modules)) {
      const before = built.length;
      await load().catch(() => undefined); // What needs a browser to load puts nothing together.
      for (const pattern of built.slice(before)) if (pattern.file === '') pattern.file = path;
    }
  } finally {
    globalThis.RegExp = plain;
  }
  return built;
}

function distinct(patterns: readonly Pattern[]): Pattern[] {
  return [...new Map(patterns.map((pattern) => [`${pattern.source}/${pattern.flags}`, pattern])).values()];
}

/** Four times the length takes more than eight times as much. */
function isSlow(source: string, flags: string, pump: string): boolean {
  const grows = (length: number) => {
    const most = 8 * backtracks(source, flags, pumped(pump, length));
    return most === Number.POSITIVE_INFINITY || goesBackMore(source, flags, pumped(pump, 4 * length), most);
  };
  return grows(1_000) && grows(8_000); // A far bound looks quadratic until it is reached.
}

/** Each `pattern` of a JSON schema. */
function patternsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'pattern' && typeof part === 'string' ? [part] : patternsIn(part),
  );
}

function superLinear(patterns: readonly Pattern[]): string[] {
  const faults = new Map<string, string>();
  return patterns.flatMap(({ file, source, flags }) => {
    const key = `/${source}/${flags}`;
    if (!faults.has(key))
      faults.set(
        key,
        analyse({ source, flags })
          .reports.map(({ type }) => type)
          .join(),
      );
    return faults.get(key) ? [`${file} ${faults.get(key)} ${key}`] : [];
  });
}
