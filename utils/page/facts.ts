import type { PageRef } from '../model/article';
import { type Breadcrumb, readBreadcrumb } from './breadcrumb';
import { type JsonLdNode, mainEntityOf, readJsonLd } from './json-ld';
import { squeeze } from './text';
import { resolveUrl } from './url';
import { type PageLine, type PageWalk, type Placed, walkPage, type Zone } from './walk';

export type { Breadcrumb } from './breadcrumb';
export type { JsonLdNode } from './json-ld';
export type { PageLine, PageWalk, Placed, Zone } from './walk';

/** `<link>` or `<a>` with a `rel`. */
export interface PageLink {
  rel: string[];
  /** Absolute where it resolves, as written otherwise. */
  href: string;
  type?: string;
  element: Element;
  zone: Zone;
  /** Index of the line that the link stands in. */
  line: number;
}

/** A microdata or RDFa property with its value and the type of the item it belongs to. */
export interface MicrodataProperty {
  name: string;
  value: string;
  /** `Article`, `Person`…; of the nearest `itemscope` or `typeof`. */
  itemType?: string;
  element: Element;
  line: number;
}

/**
 * What the untouched document states about itself, read once before anything is cleaned. Plain values with the
 * place they stood at; rooms above decide what to believe. See rights.md 1.2 and 1.5.
 */
export interface PageFacts {
  url: string;
  now?: string;
  /** `<title>`, squeezed. */
  documentTitle: string;
  /** `<meta>` by lower-cased name, property or itemprop; all non-empty values in document order. */
  meta: Map<string, string[]>;
  links: PageLink[];
  /** All JSON-LD nodes, `@graph` flattened, `@id` resolved on demand. */
  jsonLd: JsonLdNode[];
  /** Follows an `@id` reference of the JSON-LD. */
  resolve(value: unknown): unknown;
  /** The node that describes this page's article (rights.md 1.5). */
  mainEntity?: JsonLdNode;
  microdata: MicrodataProperty[];
  breadcrumb?: Breadcrumb;
  /** `html[lang]`, cleaned. */
  lang?: string;
  /** Visible lines of text in reading order, with their zone. */
  lines: PageLine[];
  /** The lists that the one pass over the document collected. */
  walk: PageWalk;
}

let latest: { document: Document; url: string; now: string | undefined; facts: PageFacts } | undefined;

/**
 * Reads the facts of a document. Never changes it, never throws; one pass over the nodes. Source, rights and article
 * are read in one go and ask for the same facts: within one task no script of the page can run, so they are still true.
 */
export function readPageFacts(document: Document, page: PageRef): PageFacts {
  if (latest?.document === document && latest.url === page.url && latest.now === page.now)
    return latest.facts;
  const facts = collectFacts(document, page);
  latest = { document, url: page.url, now: page.now, facts };
  void Promise.resolve().then(() => {
    latest = undefined;
  });
  return facts;
}

function collectFacts(document: Document, page: PageRef): PageFacts {
  const walk = walkPage(document);
  const meta = readMeta(walk.metas);
  const { nodes, resolve } = readJsonLd(walk.scripts);
  const documentTitle = squeeze(document.querySelector('title')?.textContent);
  const titles = [documentTitle, ...(meta.get('og:title') ?? []), ...firstHeadings(walk.headings)];
  return {
    url: page.url,
    ...(page.now ? { now: page.now } : {}),
    documentTitle,
    meta,
    links: readLinks(walk, page.url),
    jsonLd: nodes,
    resolve,
    mainEntity: mainEntityOf(nodes, { url: page.url, titles }),
    microdata: walk.props.map(readProperty).filter((property) => property !== undefined),
    breadcrumb: readBreadcrumb(walk, nodes),
    lang: readLang(document, meta),
    lines: walk.lines,
    walk,
  };
}

function firstHeadings(headings: readonly Placed[]): string[] {
  return headings
    .filter(({ element }) => element.localName === 'h1')
    .slice(0, 3)
    .map(({ element }) => squeeze(element.textContent));
}

function readMeta(metas: readonly Element[]): Map<string, string[]> {
  const meta = new Map<string, string[]>();
  for (const element of metas) {
    const content = squeeze(element.getAttribute('content'));
    if (!content) continue;
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = element.getAttribute(attribute)?.trim().toLowerCase();
      if (!name) continue;
      const known = meta.get(name);
      if (known) known.push(content);
      else meta.set(name, [content]);
    }
  }
  return meta;
}

function readLinks(walk: PageWalk, base: string): PageLink[] {
  return walk.rels.map(({ element, zone, line }) => {
    const href = element.getAttribute('href') ?? '';
    return {
      rel: (element.getAttribute('rel') ?? '').toLowerCase().split(/\s+/).filter(Boolean),
      href: resolveUrl(href, base) ?? href,
      ...(element.getAttribute('type') ? { type: element.getAttribute('type') ?? undefined } : {}),
      element,
      zone,
      line,
    };
  });
}

function readProperty({ element, line }: Placed): MicrodataProperty | undefined {
  const name = element.getAttribute('itemprop') ?? element.getAttribute('property') ?? '';
  if (!name) return undefined;
  const value =
    element.hasAttribute('itemscope') && !element.hasAttribute('content') ? '' : propertyValue(element);
  const scope = element.parentElement?.closest('[itemscope],[typeof]');
  const itemType = (scope?.getAttribute('itemtype') ?? scope?.getAttribute('typeof') ?? '').replace(
    /^.*[/#:]/,
    '',
  );
  return { name: name.replace(/^schema:/, ''), value, ...(itemType ? { itemType } : {}), element, line };
}

function propertyValue(element: Element): string {
  return squeeze(
    element.getAttribute('content') ??
      element.getAttribute('datetime') ??
      (/^(?:a|link)$/i.test(element.localName) &&
      /^(?:url|license|sameAs|mainEntityOfPage)$/.test(element.getAttribute('itemprop') ?? '')
        ? element.getAttribute('href')
        : element.textContent),
  );
}

function readLang(document: Document, meta: Map<string, string[]>): string | undefined {
  const declared =
    document.documentElement?.getAttribute('lang') ??
    document.documentElement?.getAttribute('xml:lang') ??
    meta.get('content-language')?.[0] ??
    document.querySelector('body')?.getAttribute('lang');
  const lang = declared
    ?.trim()
    .replace(/_/g, '-')
    .split(/[,;\s]/)[0];
  return lang && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(lang) ? lang : undefined;
}

/** The first value of the first of several meta names that is there. */
export function metaOf(facts: PageFacts, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = facts.meta.get(name)?.[0];
    if (value) return value;
  }
  return undefined;
}
