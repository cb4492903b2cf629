import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * Reads the import lines of the source and fails on any that point against the house's order.
 * A room may import rooms on lower rungs and itself; rooms on one rung do not know each other.
 */
const rungs: readonly (readonly string[])[] = [
  ['utils/model'],
  ['utils/dom'],
  ['utils/page'],
  ['utils/detect', 'utils/extract', 'utils/source', 'utils/rights'],
  ['utils/clip', 'utils/anchor', 'utils/aids'],
  ['utils/cite'],
  ['utils/export', 'utils/import', 'utils/search', 'utils/sync'], // an export carries attributions and citations
  ['utils/store', 'utils/platform'],
  ['utils/messaging', 'utils/trust', 'utils/syncing'], // through platform's one import of the polyfill
  ['utils/background', 'utils/reading'], // the two ends of the thread: the extension's and the page's
  ['components'],
  ['entrypoints'],
];
const lastCoreRung = 6;
const core = new Set(rungs.slice(0, lastCoreRung + 1).flat());

interface SourceFile {
  path: string;
  room: string;
  text: string;
  /** The text with comments and the insides of strings blanked, so that words in prose are not code. */
  code: string;
  imports: string[];
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const files = ['utils', 'components', 'entrypoints'].flatMap(readFolder);

describe('rooms', () => {
  it('are all known, and hold files', () => {
    const known = new Set(rungs.flat());
    expect(files.filter((file) => !known.has(file.room)).map((file) => file.path)).toEqual([]);
    expect(files.length).toBeGreaterThan(20);
  });

  it('import only downwards', () => {
    const wrong = files.flatMap((file) =>
      file.imports
        .map((specifier) => ({ specifier, target: roomOfImport(file, specifier) }))
        .filter(({ target }) => target !== undefined && !mayImport(file.room, target))
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it('are reached by relative paths, never by an alias or by the generated auto-imports', () => {
    expect(importsMatching(/^(?:@\/|~\/|@@\/|~~\/|#imports)/)).toEqual([]);
  });
});

describe('the core', () => {
  it('knows no browser API, no clock, no random ids', () => {
    const forbidden =
      /(?<![.\w$-])(?:browser|chrome|globalThis|self|localStorage|navigator|location)\s*(?:\.|\[)|\bDate\.now\b|\bnew Date\(\s*\)|\brandomUUID\b|\bMath\.random\b/;
    expect(linesMatching(coreFiles(), forbidden)).toEqual([]);
  });

  it.each(['document', 'window'])('touches a %s only where one was handed in', (name) => {
    const uses = new RegExp(`(?<![.\\w$])${name}\\s*[.[]`);
    const wrong = coreFiles().filter((file) => uses.test(file.code) && !binds(file.code, name));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });

  it('imports no database, no view library and no polyfill', () => {
    expect(importsMatching(/^(?:dexie|preact|webextension-polyfill|wxt)(?:\/|$)/, coreFiles())).toEqual([]);
  });
});

describe('the trust boundary', () => {
  it('is the only place that turns a string into HTML', () => {
    const outside = files.filter((file) => file.room !== 'utils/dom');
    const writesHtml =
      /\b(?:inner|outer)HTML\s*=(?!=)|\binsertAdjacentHTML\b|\bdocument\.write(?:ln)?\b|\bcreateContextualFragment\b|\bsetHTMLUnsafe\b|\bdangerouslySetInnerHTML\b/;
    expect(linesMatching(outside, writesHtml)).toEqual([]);
  });

  it('never listens to messages of the page, and sends it none', () => {
    const listens =
      /addEventListener\(\s*['"`]message['"`]|\bonmessage\b|\bpostMessage\b|\bBroadcastChannel\b/;
    // One of our own pages and the script that it starts beside itself, which no page of the web can reach.
    const betweenOurOwn = ['utils/store/analyst.ts', 'entrypoints/analyse.ts'];
    const wrong = files.filter((file) => listens.test(file.text) && !betweenOurOwn.includes(file.path));
    expect(wrong.map((file) => file.path)).toEqual([]);
  });
});

describe('the edges', () => {
  it('has one import of webextension-polyfill', () => {
    const importers = files.filter(
      (file) => file.imports.includes('webextension-polyfill') && importsValue(file),
    );
    expect(importers.map((file) => file.path)).toEqual(['utils/platform/browser.ts']);
  });

  it('keeps the database out of everything that runs in a page', () => {
    const inPage = files.filter((file) => /^entrypoints\/(?:detect|reader)(?:\/|\.)/.test(file.path));
    expect(inPage.length).toBeGreaterThan(0);
    const reached = reachableFrom(inPage);
    expect([...reached].filter((path) => path.startsWith('utils/store/'))).toEqual([]);
  });

  it('exports nothing that is assigned to later: a part of the reader takes an export once', () => {
    expect(linesMatching(files, /^export let\b/)).toEqual([]);
  });

  it('has entrypoints that only wire', () => {
    const long = files
      .filter((file) => file.room === 'entrypoints')
      .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 70);
    expect(long).toEqual([]);
  });
});

describe('the project', () => {
  const texts = projectFiles();

  it('names no registry and no path of the machine that it was written on', () => {
    const names = /\bregistry\.(?:npmjs|yarnpkg)\b|"resolved":|(?<![\w/.])\/(?:work|home|root|Users)\/[a-z]/;
    const wrong = texts.filter(({ text }) => names.test(text)).map(({ path }) => path);
    expect(texts.length).toBeGreaterThan(100);
    expect(wrong.filter((path) => path !== 'test/architecture.test.ts')).toEqual([]);
  });
});

/** Everything that is kept with the project, test pages apart: they are pages. */
function projectFiles(): { path: string; text: string }[] {
  const made = new Set(['node_modules', '.git', '.output', '.wxt']);
  const kinds = /\.(?:[cm]?[jt]sx?|json|md|html|css|npmrc)$|^run$/;
  const isFile = (path: string): boolean => statSync(join(root, path)).isFile();
  return readdirSync(root)
    .filter((name) => !made.has(name))
    .flatMap((name) =>
      isFile(name)
        ? [name]
        : readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map(
            (path) => `${name}/${path.split(sep).join('/')}`,
          ),
    )
    .filter(
      (path) => kinds.test(path.split('/').at(-1) ?? '') && !path.startsWith('test/pages/') && isFile(path),
    )
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function readFolder(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => readSource(join(entry.parentPath, entry.name)));
}

function readSource(file: string): SourceFile {
  const path = relative(root, file).split(sep).join('/');
  const text = readFileSync(file, 'utf8');
  return { path, room: roomOf(path), text, code: blankProse(text), imports: importsOf(text) };
}

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'utils' ? `utils/${second}` : first;
}

function importsOf(text: string): string[] {
  const found = text.matchAll(/\b(?:from|import)\s*\(?\s*(['"])([^'"\n]+)\1/g);
  return [...found].map((match) => match[2] ?? '');
}

function importsValue(file: SourceFile): boolean {
  return !/import\s+type\b[^;]*webextension-polyfill/.test(file.text);
}

function resolveImport(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const target = relative(root, resolve(root, dirname(file.path), specifier.replace(/\?.*$/, '')));
  return target.split(sep).join('/');
}

function roomOfImport(file: SourceFile, specifier: string): string | undefined {
  const target = resolveImport(file, specifier);
  return target && /^(?:utils|components|entrypoints)\//.test(target) ? roomOf(target) : undefined;
}

function mayImport(from: string, to: string): boolean {
  return from === to || rungOf(to) < rungOf(from);
}

function rungOf(room: string): number {
  return rungs.findIndex((rung) => rung.includes(room));
}

function coreFiles(): SourceFile[] {
  return files.filter((file) => core.has(file.room));
}

function importsMatching(pattern: RegExp, among = files): string[] {
  return among.flatMap((file) =>
    file.imports
      .filter((specifier) => pattern.test(specifier))
      .map((specifier) => `${file.path} imports ${specifier}`),
  );
}

function linesMatching(among: SourceFile[], pattern: RegExp): string[] {
  return among.flatMap((file) =>
    file.code
      .split('\n')
      .map((line, index) => ({ line, at: `${file.path}:${index + 1}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ line, at }) => `${at} ${line.trim()}`),
  );
}

/** True where `name` is a parameter, a local name or a destructured property; then it is not the global one. */
function binds(code: string, name: string): boolean {
  const parameter = `\\b${name}\\s*\\??\\s*:\\s*(?:[A-Z{]|object\\b)`;
  const local = `\\b(?:const|let)\\s+(?:\\{[^}]*\\b${name}\\b[^}]*\\}|${name}\\b)`;
  return new RegExp(`${parameter}|${local}`).test(code);
}

function reachableFrom(start: SourceFile[]): Set<string> {
  const reached = new Set(start.map((file) => file.path));
  const queue = [...start];
  for (const file of queue) {
    for (const specifier of valueImportsOf(file)) {
      const target = resolveImport(file, specifier);
      const next = files.find(
        ({ path }) =>
          target && path.replace(/\.tsx?$/, '').replace(/\/index$/, '') === target.replace(/\.tsx?$/, ''),
      );
      if (!next || reached.has(next.path)) continue;
      reached.add(next.path);
      queue.push(next);
    }
  }
  return reached;
}

/** Types vanish when bundled: `import type` reaches nothing. */
function valueImportsOf(file: SourceFile): string[] {
  return importsOf(file.text.replace(/\b(?:import|export)\s+type\b[^;]*;/g, ''));
}

/** Comments to blanks, strings to empty strings; regular expressions and templates are left as they are. */
function blankProse(text: string): string {
  return text.replace(
    /\/\*[\s\S]*?\*\/|(?<![:'"`\\/])\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    (match) => (match.startsWith('/') ? match.replace(/[^\n]/g, ' ') : "''"),
  );
}
