import { asArray, firstString, isRecord, type JsonLdNode } from './json-ld';
import { squeeze } from './text';
import type { PageWalk, Placed } from './walk';

/** The way from the home page to this one, as the page prints it. `items` holds the root (首页) too, if printed. */
export interface Breadcrumb {
  items: string[];
  rule: 'breadcrumb.class' | 'breadcrumb.text' | 'breadcrumb.json-ld';
  element?: Element;
  node?: JsonLdNode;
  /** The row as printed. */
  text: string;
}

const ARROW = /\s{0,9}(?:>>|>|›|»|→|≫|＞|▸|\/|-|\||·|\\)\s*/u;
const STRICT_ARROW = /\s{0,9}(?:>>|>|›|»|→|≫|＞|▸)\s*/u;
const LOCATION =
  /^.{0,8}?(?:(?:当前|所在)?的?位置|当前|you are here|sie sind hier|vous êtes ici)(?:是|为|在)?\s*[:：]?\s*/iu;
const ROOT =
  /^(?:首页|主页|网站首页|home(?:\s?page)?|startseite|accueil|inicio|início|portada|hjem|start|главная|ホーム|홈|top)$/iu;

/** A home word, or a word that the site's root link prints. */
export function isRootWord(text: string): boolean {
  return ROOT.test(text) || /首页$/.test(text);
}

/** Reads the breadcrumb: a marked list, else a row of plain text `首页>栏目>…` in any element, else JSON-LD. */
export function readBreadcrumb(walk: PageWalk, nodes: readonly JsonLdNode[]): Breadcrumb | undefined {
  return fromMarked(walk.named.breadcrumb) ?? fromText(walk) ?? fromJsonLd(nodes);
}

function fromMarked(candidates: readonly Placed[]): Breadcrumb | undefined {
  for (const { element } of candidates) {
    const text = squeeze(element.textContent);
    if (!text || text.length > 300) continue;
    const items = itemsOf(element, text);
    if (items && items.length >= 2) return { items, rule: 'breadcrumb.class', element, text };
  }
  return undefined;
}

function itemsOf(element: Element, text: string): string[] | undefined {
  if (STRICT_ARROW.test(text)) return rowItems(text, STRICT_ARROW);
  const parts = [...element.querySelectorAll('li')].map((li) => squeeze(li.textContent));
  const links =
    parts.length > 1 ? parts : [...element.querySelectorAll('a')].map((a) => squeeze(a.textContent));
  const items = links.map((item) => item.replace(/^[\s/|·-]+|[\s/|·-]{1,40}$/g, '')).filter(Boolean);
  if (items.length >= 2 && items.every((item) => item.length <= 120)) return items;
  return ROOT.test(squeeze(text.split(ARROW)[0])) ? rowItems(text, ARROW) : undefined;
}

function rowItems(text: string, arrow: RegExp): string[] | undefined {
  const items = text.replace(LOCATION, '').split(arrow).map(squeeze).filter(Boolean);
  return items.length >= 2 && items.length <= 9 && items.every((item) => item.length <= 120)
    ? items
    : undefined;
}

/** Old pages print the row as text in a div or a table cell; it begins with a home word or says 当前位置. */
function fromText(walk: PageWalk): Breadcrumb | undefined {
  for (const line of walk.lines) {
    if (line.text.length > 200 || line.hidden || !STRICT_ARROW.test(line.text)) continue;
    const located = LOCATION.test(line.text);
    const items = rowItems(line.text, STRICT_ARROW);
    if (!items || (!located && !isRootWord(items[0] ?? ''))) continue;
    return { items, rule: 'breadcrumb.text', element: line.element, text: line.text };
  }
  return undefined;
}

function fromJsonLd(nodes: readonly JsonLdNode[]): Breadcrumb | undefined {
  const node = nodes.find(({ types }) => types.includes('BreadcrumbList'));
  if (!node) return undefined;
  const items = asArray(node.node.itemListElement)
    .filter(isRecord)
    .sort((a, b) => Number(a.position ?? 0) - Number(b.position ?? 0))
    .map((item) =>
      squeeze(firstString(item.name) ?? (isRecord(item.item) ? firstString(item.item.name) : undefined)),
    )
    .filter(Boolean);
  return items.length >= 2 ? { items, rule: 'breadcrumb.json-ld', node, text: items.join(' > ') } : undefined;
}
