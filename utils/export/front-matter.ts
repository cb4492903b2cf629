import { stringify } from 'yaml';
import { maskContacts } from '../cite/redact';
import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import type { ExportOptions } from './format';

/**
 * YAML front matter with the fields of rights.md 4.2. Written by a serialiser with every text quoted, so that a page's
 * title cannot become YAML. What the page does not state has no field.
 */
export function frontMatter(
  record: ClipRecord,
  { contacts, markdown }: Pick<ExportOptions, 'contacts' | 'markdown'>,
): string {
  const all = fields(record, contacts);
  const shaped = markdown === 'obsidian' ? { ...all, ...obsidianTags(record) } : all;
  const yaml = stringify(shaped, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    lineWidth: 0,
  });
  return `---\n${yaml}---\n`;
}

/** Logseq's page properties: `key:: value` lines before the first block. Line breaks would end a value. */
export function logseqProperties(record: ClipRecord, { contacts }: Pick<ExportOptions, 'contacts'>): string {
  return Object.entries(fields(record, contacts))
    .map(([key, value]) => {
      const words = Array.isArray(value) ? value.join(', ') : String(value);
      return `${key.replaceAll('_', '-')}:: ${words.replace(/\s+/g, ' ').trim()}\n`;
    })
    .join('');
}

/** Obsidian's tags hold no blanks and are not only digits. */
function obsidianTags({ tags }: ClipRecord): { tags?: string[] } {
  const plain = tags
    .map((tag) =>
      tag
        .trim()
        .replace(/[^\p{L}\p{N}\p{M}_/-]+/gu, '-')
        .replace(/^-+|-+$/g, ''),
    )
    .map((tag) => (/^\d+$/.test(tag) ? `_${tag}` : tag))
    .filter((tag) => tag !== '');
  return plain.length > 0 ? { tags: [...new Set(plain)] } : {};
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
