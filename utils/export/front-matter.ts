import { stringify } from 'yaml';
import { maskContacts } from '../cite/redact';
import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import { fieldsByTemplate } from './field-template';
import type { ExportOptions } from './format';

/**
 * YAML front matter with the fields of rights.md 4.2. Written by a serialiser with every text quoted, so that a page's
 * title cannot become YAML. What the page does not state has no field.
 */
export function frontMatter(
  record: ClipRecord,
  options: Pick<ExportOptions, 'contacts' | 'markdown' | 'fields' | 'wikilinks'>,
): string {
  const all = chosenFields(record, options);
  const shaped =
    options.markdown === 'obsidian' && 'tags' in all ? { ...all, ...obsidianTags(record, options) } : all;
  const yaml = stringify(shaped, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
    keepUndefined: false,
  });
  return `---\n${yaml}---\n`;
}

/** Logseq's page properties: `key:: value` lines before the first block. Line breaks would end a value. */
export function logseqProperties(
  record: ClipRecord,
  options: Pick<ExportOptions, 'contacts' | 'fields'>,
): string {
  return Object.entries(chosenFields(record, options))
    .map(([key, value]) => {
      const words = Array.isArray(value) ? value.join(', ') : String(value);
      return `${key.replaceAll('_', '-')}:: ${words.replace(/\s+/g, ' ').trim()}\n`;
    })
    .join('');
}

/** The person's own fields where they made a template, else ours. */
function chosenFields(
  record: ClipRecord,
  options: Pick<ExportOptions, 'contacts' | 'fields'>,
): Record<string, unknown> {
  const own = options.fields ? fieldsByTemplate(options.fields, record, options) : undefined;
  return own ?? fields(record, options.contacts);
}

/**
 * Obsidian's tags hold no blanks and are not only digits. As links, `[[river]]`, they lead to notes of their own: in a
 * property beside the tags, since Obsidian takes no link for a tag.
 */
function obsidianTags(
  { tags }: ClipRecord,
  { wikilinks }: Pick<ExportOptions, 'wikilinks'>,
): { tags?: string[]; topics?: string[] } {
  if (wikilinks) return { tags: undefined, topics: [...new Set(tags.map(wikilink))] };
  const plain = tags
    .map((tag) =>
      tag
        .trim()
        .replace(/[^\p{L}\p{N}\p{M}_/-]+/gu, '-')
        .replace(/^-|-$/g, ''),
    )
    .map((tag) => (/^\d+$/.test(tag) ? `_${tag}` : tag))
    .filter((tag) => tag !== '');
  return plain.length > 0 ? { tags: [...new Set(plain)] } : {};
}

/** A link to a note by its name; brackets, pipes and hashes would end the name or lead elsewhere. */
function wikilink(name: string): string {
  return `[[${name
    .replace(/[[\]|#^\\/:]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()}]]`;
}

function fields(record: ClipRecord, contacts: 'mask' | 'keep'): Record<string, unknown> {
  const { content, source, rights, capture, integrity } = record;
  const shown = contacts === 'mask' ? maskContacts : (text: string) => text;
  const quote = rights.signal.because.find((evidence) => evidence.quote)?.quote;
  const origin = source.origin?.value.name ?? source.origin?.value.agency;
  return dropEmpty({
    title: shownTitle(record),
    subtitle: content.subtitle,
    author: authors(record),
    source: source.site.value.name,
    original_title: source.originalTitle?.value,
    first_published: origin,
    first_published_inferred: origin && source.origin?.status === 'inferred' ? true : undefined,
    published: source.published?.value.iso,
    captured: capture.at,
    url: source.urls.retrieved,
    canonical: source.urls.canonical?.value,
    language: content.language ?? source.language.value,
    license: rights.license?.value.spdx ?? rights.license?.value.name,
    license_url: rights.license?.value.url,
    copyright: rights.notices.map((notice) => shown(notice.value)),
    rights_quote: quote && shown(quote),
    rights_light: rights.signal.light,
    rights_code: rights.signal.code,
    tags: record.tags,
    text_sha256: integrity.text.replace(/^sha256:/, ''),
    clip_record: record.id,
  });
}

function authors(record: ClipRecord): string[] {
  return record.source.creators
    .filter(({ value }) => value.role === 'author' || value.role === 'correspondent')
    .map(({ value }) => value.name);
}

function dropEmpty(all: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(all).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '',
  );
  return Object.fromEntries(kept);
}
