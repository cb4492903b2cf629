import { toCsl } from '../cite/csl';
import type { CslName, CslType } from '../cite/csl-types';
import { maskContacts } from '../cite/redact';
import type { ClipRecord } from '../model/clip';

/** An item as Zotero's local connector takes it (`/connector/saveItems`). */
export interface ZoteroItem {
  itemType: string;
  [field: string]: unknown;
}

const itemTypes: Partial<Record<CslType, string>> = {
  'article-newspaper': 'newspaperArticle',
  'article-magazine': 'magazineArticle',
  'article-journal': 'journalArticle',
  'post-weblog': 'blogPost',
  'entry-encyclopedia': 'encyclopediaArticle',
  report: 'report',
  post: 'forumPost',
};

/** The field of each type that names where the work stands. */
const containers: Record<string, string> = {
  newspaperArticle: 'publicationTitle',
  magazineArticle: 'publicationTitle',
  journalArticle: 'publicationTitle',
  blogPost: 'blogTitle',
  encyclopediaArticle: 'encyclopediaTitle',
  report: 'institution',
  forumPost: 'forumTitle',
  webpage: 'websiteTitle',
};

/** The types of Zotero's schema that we write and that have a field for a DOI. */
const hasDoi = new Set(['journalArticle']);

/** A clip as a Zotero item: its source, rights in the page's words, tags, the person's notes and highlights. */
export function zoteroItem(record: ClipRecord): ZoteroItem {
  const csl = toCsl(record);
  const itemType = itemTypes[csl.type] ?? 'webpage';
  const licence = record.rights.license?.value;
  const rights = [
    licence?.url ?? licence?.name,
    record.rights.notices[0] && maskContacts(record.rights.notices[0].value),
  ];
  const notes = [
    ...(record.userNotes ? [record.userNotes] : []),
    ...record.highlights.map(
      ({ target, body }) => `“${target.selector[0].exact}”${body ? ` — ${body}` : ''}`,
    ),
  ];
  return {
    itemType,
    title: csl.title,
    creators: [...creators(csl.author, 'author'), ...creators(csl.translator, 'translator')],
    url: csl.URL,
    date: csl.issued?.['date-parts'][0]
      ?.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
      .join('-'),
    // Without parts of a second: Zotero's own dates have none.
    accessDate: record.capture.at.replace(/\.\d+Z$/, 'Z'),
    language: csl.language,
    rights: rights.filter(Boolean).join('\n') || undefined,
    [containers[itemType] ?? 'websiteTitle']: csl['container-title'],
    // Only some types have a field for it; from `extra` Zotero cites it all the same.
    ...(csl.DOI && hasDoi.has(itemType) && { DOI: csl.DOI }),
    extra:
      [csl.DOI && !hasDoi.has(itemType) && `DOI: ${csl.DOI}`, csl.note].filter(Boolean).join('\n') ||
      undefined,
    tags: record.tags.map((tag) => ({ tag })),
    notes: notes.map((note) => ({ note: `<p>${escapeNote(note)}</p>` })),
    attachments: [],
  };
}

function creators(names: readonly CslName[] | undefined, creatorType: string): unknown[] {
  return (names ?? []).map((name) =>
    name.family
      ? { lastName: name.family, firstName: name.given ?? '', creatorType }
      : { lastName: name.literal ?? name.given ?? '', fieldMode: 1, creatorType },
  );
}

function escapeNote(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
}
