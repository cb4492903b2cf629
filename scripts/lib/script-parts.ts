import { type InlineConfig, minifySync, type PluginOption, parseAst, type Rolldown } from 'vite';

type Chunk = Rolldown.OutputChunk;

/** What is read of a node of the syntax tree. */
interface Node {
  type: string;
  start: number;
  end: number;
  name?: string;
  value?: unknown;
  source?: Node | null;
  declaration?: Node | null;
  specifiers?: Node[];
  local?: Node;
  imported?: Node;
  exported?: Node;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** The files that a chunk is made of, itself the last, each after those that it stands on; without what is there at once. */
type FilesOf = (file: string) => string[];

/**
 * Tells V8 (from Chromium 136; a comment elsewhere) that nearly all functions of a script run at once: it then compiles
 * them while it reads them, and does not read them twice.
 */
const compileAtOnce = '//# allFunctionsCalledOnLoad';

/** The table of what the scripts of one page have handed over, by file. */
const table = 'globalThis.colophonParts';

/**
 * Lets a script that is injected into pages be split by `import()`, as the extension's own pages are. An injected script
 * is no module, and no file of the extension is to be reachable from a page. So each chunk becomes a classic script that
 * leaves what it exports in one table of the extension's own world, and `import()` becomes a call of `colophonPart`
 * (`utils/reading/script-parts.ts`) with the files that the chunk stands on and its own, which has the background inject
 * those of them that are not there yet.
 *
 * An export is handed over as it is when its chunk has run, so one that is assigned to later would not follow:
 * `test/architecture.test.ts` allows no `export let`.
 * @param config what WXT builds the script with; changed in place.
 * @param guard an expression: where it is true, the script is there already and does nothing.
 * @param plugins others that these scripts alone are built with.
 */
export function splitIntoScripts(
  config: InlineConfig,
  { guard, plugins = [] }: { guard: string; plugins?: PluginOption[] },
): void {
  const build = config.build ?? {};
  const output = build.rollupOptions?.output;
  if (!build.lib || !output || Array.isArray(output)) throw new Error('This is not the build of one script.');
  const minify = build.minify !== false;
  build.cssMinify = minify;
  build.minify = false; // done here, on the finished script, where the names of the top level are shortened too
  build.lib.formats = ['es'];
  output.chunkFileNames = 'parts/[name].js';
  config.plugins?.push(...plugins, {
    name: 'colophon:script-parts',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const entry = chunks.find(({ isEntry }) => isEntry);
      if (!entry) return;
      const withEntry = reachedFrom(entry, bundle);
      const files: FilesOf = (file) => {
        const chunk = bundle[file];
        if (chunk?.type !== 'chunk') throw new Error(`${file} is no chunk.`);
        return [...reachedFrom(chunk, bundle)]
          .filter((each) => !withEntry.has(each))
          .map((each) => each.fileName);
      };
      for (const chunk of chunks) {
        if (withEntry.has(chunk) && chunk !== entry) {
          delete bundle[chunk.fileName];
          continue;
        }
        const code = chunk === entry ? asEntry([...withEntry], files, guard) : asPart(chunk, files);
        const written = minify ? minifySync(chunk.fileName, code).code : code;
        chunk.code = chunk === entry ? `${compileAtOnce}\n${written}` : written;
        chunk.map = null;
      }
    },
  });
}

/**
 * Lets the extension's own pages take heavy modules from the parts that injected scripts have, so that they are in the
 * package once. The part must stand on nothing else.
 * @param modules the end of each module's path, and what it exports.
 */
export function takeFromParts(modules: Readonly<Record<string, string>>): PluginOption {
  return {
    name: 'colophon:shared-parts',
    enforce: 'pre',
    apply: 'build',
    load(id) {
      const [path, exported] = Object.entries(modules).find(([end]) => id.endsWith(end)) ?? [];
      if (!path || !exported) return undefined;
      const file = `parts/${path.replace(/^.*\/|\.ts$/g, '')}.js`;
      return `${table} ??= {};
await import(/* @vite-ignore */ new URL('/${file}', location.href).href);
export const { ${exported} } = ${table}['${file}'].run();`;
    },
  };
}

/** The chunks that one cannot begin without, each after those that it stands on; the last is the one itself. */
function reachedFrom(chunk: Chunk, bundle: Rolldown.OutputBundle, found = new Set<Chunk>()): Set<Chunk> {
  for (const file of chunk.imports) {
    const needed = bundle[file];
    if (needed?.type === 'chunk' && !found.has(needed)) reachedFrom(needed, bundle, found);
  }
  return found.add(chunk);
}

/** The entry, and before it in the same file what it shares with its parts. */
function asEntry(chunks: readonly Chunk[], files: FilesOf, guard: string): string {
  const runs = chunks.map((chunk) => {
    const { own, run } = asFunction(chunk, files);
    return `${table}[${own}] = {};\n${table}[${own}].value = (${run})();`;
  });
  // A new table: what an older script of ours left in this page belongs to that script.
  return `(() => {\nif (${guard}) return;\n${table} = {};\n${runs.join('\n')}\n})();`;
}

/** A part: begun by who asked for it, when what it needs is there. */
function asPart(chunk: Chunk, files: FilesOf): string {
  const { own, run } = asFunction(chunk, files);
  return `${table}[${own}] = { run: ${run} };`;
}

/** The code of a chunk as a function that gives what the chunk exports. */
function asFunction({ code, fileName }: Chunk, files: FilesOf): { own: string; run: string } {
  const edits: Edit[] = [];
  const imports: { file: string; names: string[] }[] = [];
  const exported: string[] = [];
  for (const node of parseAst(code).body as unknown as Node[]) {
    const cut = { start: node.start, end: node.end, text: '' };
    if (node.type === 'ImportDeclaration') {
      imports.push({ file: fileOf(fileName, node.source), names: (node.specifiers ?? []).map(takenAs) });
      edits.push(cut);
    } else if (node.type === 'ExportNamedDeclaration' && !node.declaration && !node.source) {
      for (const { local, exported: name } of node.specifiers ?? [])
        exported.push(`${nameOf(name)}: ${nameOf(local)}`);
      edits.push(cut);
    } else if (node.type.startsWith('Export')) {
      throw new Error(`${fileName}: an export of an unexpected kind.`);
    } else {
      for (const call of importCalls(node)) {
        const needed = JSON.stringify(files(fileOf(fileName, call.source)));
        edits.push({ start: call.start, end: call.end, text: `globalThis.colophonPart(${needed})` });
      }
    }
  }
  const own = JSON.stringify(fileName);
  const taken = imports.map(
    ({ file, names }) => `const { ${names.join(', ')} } = ${table}[${JSON.stringify(file)}].value;`,
  );
  const run = `() => {\n'use strict';\n${taken.join('\n')}\n${edited(code, edits)}\nreturn { ${exported.join(', ')} };\n}`;
  return { own, run };
}

/** Every `import()` below a node. */
function importCalls(node: unknown): Node[] {
  if (typeof node !== 'object' || node === null) return [];
  if ((node as Node).type === 'ImportExpression') return [node as Node];
  return Object.values(node).flatMap(importCalls);
}

function takenAs({ type, local, imported }: Node): string {
  if (type !== 'ImportSpecifier') throw new Error('A chunk takes another one as a whole.');
  return `${nameOf(imported)}: ${nameOf(local)}`;
}

function nameOf(node: Node | undefined): string {
  return node?.name ?? JSON.stringify(node?.value);
}

/** The file that a chunk's `./x.js` means, from the folder of the build. */
function fileOf(from: string, source: Node | null | undefined): string {
  return new URL(String(source?.value), `file:///${from}`).pathname.slice(1);
}

function edited(code: string, edits: Edit[]): string {
  let out = '';
  let last = 0;
  for (const { start, end, text } of edits.sort((one, other) => one.start - other.start)) {
    out += code.slice(last, start) + text;
    last = end;
  }
  return out + code.slice(last);
}
