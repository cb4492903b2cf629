import { fold } from './text';
import { pageKey } from './url';

/** A node of the page's JSON-LD and where it stands. */
export interface JsonLdNode {
  node: Record<string, unknown>;
  types: string[];
  /** Which ld+json script, and the RFC 6901 pointer within it. */
  script: number;
  pointer: string;
}

export interface JsonLd {
  nodes: JsonLdNode[];
  /** Looks up `@id` references; other values come back as they are. */
  resolve(value: unknown): unknown;
}

const NOT_OURS = new Set([
  'hasPart',
  'itemListElement',
  'comment',
  'review',
  'reviews',
  'relatedLink',
  'mentions',
  'potentialAction',
  'commentList',
  'suggestedAnswer',
  'acceptedAnswer',
]);
const MAX_NODES = 600;

/** Parses every ld+json script, tolerantly, flattens `@graph` and lists all typed nodes that may describe the page. */
export function readJsonLd(scripts: readonly Element[]): JsonLd {
  const nodes: JsonLdNode[] = [];
  const byId = new Map<string, Record<string, unknown>>();
  let index = 0;
  for (const script of scripts) {
    if (!/ld\+json/i.test(script.getAttribute('type') ?? '')) continue;
    const data = parseTolerant(script.textContent ?? '');
    if (data !== undefined) collect(data, index, '', nodes, byId, 0);
    index += 1;
  }
  return {
    nodes,
    resolve: (value) => {
      if (!isRecord(value)) return value;
      const id = value['@id'];
      if (typeof id !== 'string' || Object.keys(value).some((key) => key !== '@id' && key !== '@type'))
        return value;
      return byId.get(id) ?? value;
    },
  };
}

function collect(
  value: unknown,
  script: number,
  pointer: string,
  nodes: JsonLdNode[],
  byId: Map<string, Record<string, unknown>>,
  depth: number,
): void {
  if (depth > 8 || nodes.length >= MAX_NODES) return;
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      collect(item, script, `${pointer}/${i}`, nodes, byId, depth + 1);
    });
    return;
  }
  if (!isRecord(value)) return;
  const types = asArray(value['@type']).filter((type): type is string => typeof type === 'string');
  if (types.length > 0) nodes.push({ node: value, types: types.map(localType), script, pointer });
  const id = value['@id'];
  if (typeof id === 'string' && Object.keys(value).length > (types.length > 0 ? 2 : 1) && !byId.has(id))
    byId.set(id, value);
  for (const [key, child] of Object.entries(value)) {
    if (NOT_OURS.has(key) || typeof child !== 'object' || child === null) continue;
    collect(
      child,
      script,
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      nodes,
      byId,
      depth + 1,
    );
  }
}

function localType(type: string): string {
  return type.replace(/^.*[/#:]/, '');
}

/** JSON as pages really write it: comments, CDATA, control characters and a trailing `;` or `,` are forgiven. */
export function parseTolerant(source: string): unknown {
  const text = source
    .trim()
    .replace(/^(?:\/\/\s*)?(?:<!--|<!\[CDATA\[|\/\*\s*<!\[CDATA\[\s*\*\/)/, '')
    .replace(/(?:-->|(?:\/\/\s*|\/\*\s*)?\]\]>(?:\s*\*\/)?)\s*$/, '')
    .trim();
  if (!text) return undefined;
  for (const repaired of [() => text, () => repair(text)]) {
    try {
      return JSON.parse(repaired());
    } catch {
      // The next, more forgiving form is tried.
    }
  }
  return undefined;
}

function repair(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/;\s*$/, '')
    .replace(/,\s*([}\]])/g, '$1')
    .replace(/\\'/g, "'");
}

const ARTICLE =
  /^(?:\w*Article|BlogPosting|\w*Posting|Report|NewsArticle|Review|Recipe|HowTo|Chapter|CreativeWork|TechArticle|ScholarlyArticle|OpinionNewsArticle|LiveBlogPosting|AnalysisNewsArticle|ReportageNewsArticle|Book|Thesis)$/;
const PAGE = /^(?:WebPage|ItemPage|AboutPage|FAQPage|QAPage|CollectionPage|MedicalWebPage)$/;

/** The node that describes this page's article (rights.md 1.5). */
export function mainEntityOf(
  nodes: readonly JsonLdNode[],
  page: { url: string; titles: string[] },
): JsonLdNode | undefined {
  const here = pageKey(page.url);
  const titles = page.titles.map(fold).filter(Boolean);
  let best: JsonLdNode | undefined;
  let bestScore = 0;
  for (const candidate of nodes) {
    const score = scoreNode(candidate, here, titles);
    if (score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

function scoreNode(candidate: JsonLdNode, here: string, titles: string[]): number {
  const { node, types } = candidate;
  const article = types.some((type) => ARTICLE.test(type));
  if (!article && !types.some((type) => PAGE.test(type))) return 0;
  if (types.includes('Review') && /\/review/i.test(candidate.pointer)) return 0;
  let score = article ? 20 : 5;
  const urls = [
    node.url,
    node['@id'],
    isRecord(node.mainEntityOfPage)
      ? (node.mainEntityOfPage['@id'] ?? node.mainEntityOfPage.url)
      : node.mainEntityOfPage,
  ];
  if (urls.some((url) => typeof url === 'string' && pageKey(url, here) === here)) score += 15;
  const headline = fold(firstString(node.headline ?? node.name));
  if (
    headline &&
    titles.some(
      (title) =>
        title === headline || title.includes(headline) || (headline.length > 8 && headline.includes(title)),
    )
  )
    score += 15;
  if (node.author ?? node.creator) score += 3;
  if (node.datePublished) score += 3;
  return score + Math.min(Object.keys(node).length, 20) / 20;
}

/** A text value: a string, or the first of a list, or `@value`. */
export function firstString(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    for (const item of value) {
      const text = firstString(item);
      if (text) return text;
    }
    return undefined;
  }
  if (isRecord(value)) return firstString(value['@value'] ?? value.name ?? value.url ?? value['@id']);
  return undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asArray(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
