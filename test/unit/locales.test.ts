import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Every sentence of the interface is there in both languages, fits the code that says it, and is said somewhere. */
type Messages = Record<string, { message: string; description?: string }>;

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const en = readMessages('en');
const zh = readMessages('zh_CN');
const keys = Object.keys(en);
const source = ['utils', 'components', 'entrypoints']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  )
  .concat(readFileSync(join(root, 'wxt.config.ts'), 'utf8'))
  .join('\n');

/** Keys said by name: `t('clip')`, `counted('clipsCount', …)`, `__MSG_extName__`. */
const saidByName = [
  ...matches(/\bt\(\s*'([^']+)'/g),
  ...matches(/\bcounted\(\s*'([^']+)'/g).map((key) => `${key}_other`),
  ...matches(/__MSG_(\w+)__/g),
];
/** Keys put together begin with a word and an underscore: `` t(`theme_${theme}`) ``, `` `tally_${light}` ``. */
const beginnings = matches(/`(\w+_)\$\{/g);

describe('the sentences of the interface', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort());
  });

  it('have the same places for values in both languages', () => {
    const differing = keys.filter((key) => places(en, key) !== places(zh, key));
    expect(differing.filter((key) => !key.endsWith('_one'))).toEqual([]);
  });

  it('are none of them empty, and Chinese ones are Chinese', () => {
    // Names of formats and of styles of citation are the same everywhere.
    const sameInAll = /^(?:extName|actionTitle|interfaceLanguage|pixels|typeSample|(?:format|cite)_\w+)$/;
    const empty = keys.filter((key) => !en[key]?.message.trim() || !zh[key]?.message.trim());
    const untranslated = keys.filter(
      (key) =>
        !sameInAll.test(key) &&
        !/\p{Script=Han}/u.test(zh[key]?.message ?? '') &&
        /[a-z]{2}/i.test(en[key]?.message ?? ''),
    );
    expect({ empty, untranslated }).toEqual({ empty: [], untranslated: [] });
  });

  it('are there for every key that the code says', () => {
    expect(saidByName.length).toBeGreaterThan(100);
    expect([...new Set(saidByName)].filter((key) => !(key in en))).toEqual([]);
  });

  it('are there for every code of a failure, a signal and a place', () => {
    const wanted = [
      ...membersOf('utils/model/result.ts', 'FailureCode').map((code) => `failure_${code}`),
      ...membersOf('utils/model/rights.ts', 'SignalCode').map((code) => `signal_${code}`),
    ].map((key) => key.replace(/[.-]/g, '_'));
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((key) => !(key in en))).toEqual([]);
  });

  it('are each said somewhere', () => {
    const unused = keys.filter((key) => {
      const base = key.replace(/_(?:one|other)$/, '');
      const named = new RegExp(`['"](?:${key}|${base})['"]|__MSG_${base}__`).test(source);
      return !named && !beginnings.some((beginning) => key.startsWith(beginning));
    });
    expect(unused).toEqual([]);
  });

  it('come in one and other where they count', () => {
    const halves = keys.filter((key) => key.endsWith('_one') && !(key.replace(/_one$/, '_other') in en));
    expect(halves).toEqual([]);
  });
});

function readMessages(language: string): Messages {
  return JSON.parse(readFileSync(join(root, 'public', '_locales', language, 'messages.json'), 'utf8'));
}

function places(messages: Messages, key: string): string {
  return [...(messages[key]?.message ?? '').matchAll(/\$(\d)/g)]
    .map((match) => match[1])
    .sort()
    .join();
}

function matches(pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** The members of a union of strings, as written. */
function membersOf(file: string, type: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const union = new RegExp(`type ${type} =([^;]+);`).exec(text)?.[1] ?? '';
  return [...union.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '');
}
