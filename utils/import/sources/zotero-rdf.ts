import { parseInert, parseInertXml } from '../../dom/parse-inert';
import { pageItem, timeOf } from '../page-item';
import { ImportError, type ImportKit, type ParsedItem } from '../types';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const zotero = 'http://www.zotero.org/namespaces/export#';
const dc = 'http://purl.org/dc/elements/1.1/';
const terms = 'http://purl.org/dc/terms/';

/**
 * Zotero RDF: each item with an address or a DOI becomes a source without its text, in the collections that it is in,
 * with its tags and notes. Throws ImportError where the XML is damaged or names a document type.
 */
export function* fromZoteroRdf(text: string, name: string, { window }: ImportKit): Generator<ParsedItem> {
  const document = parse(text, window);
  const resources = Array.from(document.documentElement.children);
  const byId = new Map(resources.map((each) => [each.getAttributeNS(rdf, 'about') ?? '', each]));
  const folders = foldersOf(resources);
  let count = 0;
  for (const item of resources) {
    const type = wordsOf(childOf(item, zotero, 'itemType'));
    if (!type || type === 'attachment' || type === 'note') continue;
    count += 1;
    const about = item.getAttributeNS(rdf, 'about') ?? '';
    const site = containerOf(item, byId);
    const note = childrenOf(item, terms, 'isReferencedBy')
      .map((link) => byId.get(link.getAttributeNS(rdf, 'resource') ?? ''))
      .map((memo) => noteText(wordsOf(childOf(memo, rdf, 'value')), window))
      .filter((words) => words !== '')
      .join('\n\n');
    const optional = {
      site: wordsOf(childOf(site, dc, 'title')),
      language: wordsOf(childOf(item, zotero, 'language')),
      published: dateOf(wordsOf(childOf(item, dc, 'date'))),
      subtitle: wordsOf(childOf(item, terms, 'abstract')),
      note,
    };
    yield pageItem(`${name}#${count}`, {
      url: addressOf(item, site) ?? about,
      title: wordsOf(childOf(item, dc, 'title')),
      savedAt: timeOf(
        wordsOf(childOf(item, terms, 'dateSubmitted'))
          .replace(' ', 'T')
          .replace(/(?<=\d)$/, 'Z'),
      ),
      tags: childrenOf(item, dc, 'subject').map(wordsOf),
      authors: authorsOf(item),
      folders: folders.get(about) ?? [],
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)),
    });
  }
}

function parse(text: string, window: ImportKit['window']): Document {
  try {
    const document = parseInertXml(text, window);
    if (document.getElementsByTagName('parsererror').length === 0) return document;
  } catch {
    // refused or damaged: the same to who chose the file
  }
  throw new ImportError('damaged', 'This RDF file is damaged.');
}

function childrenOf(element: Element | undefined, space: string, name: string): Element[] {
  return Array.from(element?.children ?? []).filter(
    (child) => child.namespaceURI === space && child.localName === name,
  );
}

function childOf(element: Element | undefined, space: string, name: string): Element | undefined {
  return childrenOf(element, space, name)[0];
}

function wordsOf(element: Element | undefined): string {
  return element?.textContent?.trim() ?? '';
}

/** The site, journal or book that holds an item: within it, or apart and named by its address. */
function containerOf(item: Element, byId: ReadonlyMap<string, Element>): Element | undefined {
  for (const part of childrenOf(item, terms, 'isPartOf')) {
    const found = part.children[0] ?? byId.get(part.getAttributeNS(rdf, 'resource') ?? '');
    if (childOf(found, dc, 'title')) return found;
  }
  return undefined;
}

function addressOf(item: Element, site: Element | undefined): string | undefined {
  const ids = [item, site].flatMap((each) => childrenOf(each, dc, 'identifier'));
  const url = ids.find((id) => childOf(id, terms, 'URI'));
  if (url) return wordsOf(url);
  const doi = ids.map((id) => /^DOI\s{0,9}:?\s*(10\..+)$/i.exec(wordsOf(id))?.[1]).find(Boolean);
  return doi ? `https://doi.org/${doi}` : undefined;
}

function authorsOf(item: Element): string[] {
  const people = Array.from(item.children)
    .filter(({ localName }) => localName === 'authors')
    .flatMap((authors) => Array.from(authors.getElementsByTagNameNS('http://xmlns.com/foaf/0.1/', 'Person')));
  return people.map((person) => {
    const part = (name: string): string =>
      wordsOf(Array.from(person.children).find(({ localName }) => localName === name));
    const [family, given] = [part('surname'), part('givenName')];
    return /\p{Script=Han}/u.test(family + given)
      ? family + given
      : [given, family].filter(Boolean).join(' ');
  });
}

function noteText(html: string, window: ImportKit['window']): string {
  if (!html) return '';
  const { body } = parseInert(html, window);
  for (const unseen of Array.from(body.querySelectorAll('script, style'))) unseen.remove();
  for (const block of Array.from(body.querySelectorAll('p, br, li, div, h1, h2, h3'))) block.append('\n');
  return (body.textContent ?? '')
    .replace(/[ \t]{1,9}\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** `2024-05-19`, `2024-05`, `2024`, also where words stand around it. */
function dateOf(words: string): string | undefined {
  return /\b\d{4}(?:-\d{2}(?:-\d{2})?)?\b/.exec(words)?.[0];
}

/** The collections that hold each item, as paths from the outside in. */
function foldersOf(resources: readonly Element[]): Map<string, string[][]> {
  const collections = new Map(
    resources
      .filter((each) => each.namespaceURI === zotero && each.localName === 'Collection')
      .map((each) => [each.getAttributeNS(rdf, 'about') ?? '', each] as const),
  );
  const outer = new Map<string, string>();
  const parts = (id: string): string[] =>
    childrenOf(collections.get(id), terms, 'hasPart').map(
      (part) => part.getAttributeNS(rdf, 'resource') ?? '',
    );
  for (const id of collections.keys())
    for (const part of parts(id)) if (collections.has(part)) outer.set(part, id);
  const found = new Map<string, string[][]>();
  for (const id of collections.keys()) {
    const path: string[] = [];
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = outer.get(at)) {
      seen.add(at);
      path.unshift(wordsOf(childOf(collections.get(at), dc, 'title')));
    }
    for (const part of parts(id))
      if (!collections.has(part)) found.set(part, [...(found.get(part) ?? []), path]);
  }
  return found;
}
