import { attributionLine, imageAttribution } from '../cite/attribution';
import { maskContacts } from '../cite/redact';
import { shownTitle } from '../clip/plan-save';
import { parseInert } from '../dom/parse-inert';
import { sanitize } from '../dom/sanitize';
import type { ClipImage, ClipRecord } from '../model/clip';
import type { ExportOptions } from './format';
import { fateOf } from './images';
import { h, type Markup, type MarkupElement } from './markup';
import { sourceFacts, statementsOf } from './source-facts';
import { strictAddress, strictBody } from './strict-body';
import { wordsOf } from './words';

type Readable = Pick<ExportOptions, 'window' | 'language' | 'contacts' | 'images'>;

/** Title, original title and subtitle. */
export function headMarkup(record: ClipRecord, { language }: Readable): MarkupElement {
  const { content, source } = record;
  const words = wordsOf(language);
  return h(
    'header',
    {},
    h('h1', {}, shownTitle(record).trim() || words.imageNotKept),
    source.originalTitle &&
      h('p', { class: 'meta' }, `${words.originalTitle}: ${source.originalTitle.value}`),
    content.subtitle ? h('p', { class: 'subtitle' }, content.subtitle) : undefined,
  );
}

/**
 * The article's body, rebuilt to the letter of HTML's content model, each picture a figure with whose it is.
 * `sourceOf` says under which address an image's bytes stand in this export; `mayAsk`, whether a picture may be
 * fetched from the web when the export is read.
 */
export function bodyMarkup(
  record: ClipRecord,
  options: Readable,
  sourceOf: (image: ClipImage) => string | undefined,
  mayAsk: boolean,
): Markup[] {
  const { window, language } = options;
  const body = parseInert(sanitize(record.content.html, window), window).body;
  const images = new Map(record.images.map((image) => [image.src, image]));
  for (const figure of Array.from(body.querySelectorAll('figure'))) {
    const known = images.get(figure.querySelector('img')?.getAttribute('src') ?? '');
    if (known?.caption) figure.querySelector('figcaption')?.remove();
  }
  return strictBody(body, ({ src, alt, width, height }) => {
    const image = images.get(src);
    const credit = image ? imageAttribution(image, language) : '';
    const fate = image ? fateOf(image, options) : 'link';
    const bytes = image && fate === 'bytes' ? sourceOf(image) : undefined;
    const address = bytes ?? (mayAsk && fate === 'link' ? strictAddress(src) : undefined);
    const caption = credit ? h('figcaption', {}, credit) : undefined;
    if (!address) return leftOut(src, alt, caption, language);
    const shown = { src: address, alt, width, height, 'data-clip-image': bytes ? image?.id : undefined };
    return h('figure', {}, h('img', shown), caption);
  });
}

/** A picture that does not go along leaves its words and, where it has one, its address. */
function leftOut(
  src: string,
  alt: string,
  caption: MarkupElement | undefined,
  language: ExportOptions['language'],
): MarkupElement {
  const words = wordsOf(language);
  const address = /^https?:/i.test(src) ? strictAddress(src) : undefined;
  const said = `[${words.imageLeftOut}${alt ? `: ${alt}` : ''}]`;
  return h(
    'figure',
    { class: 'left-out' },
    h('p', {}, address ? h('a', { href: address }, said) : said),
    caption,
  );
}

/** The person's notes and marked passages; undefined where there are none. */
export function marksMarkup(record: ClipRecord, { language }: Readable): MarkupElement | undefined {
  const { highlights, userNotes } = record;
  if (highlights.length === 0 && !userNotes) return undefined;
  const words = wordsOf(language);
  return h(
    'section',
    { class: 'clip-marks' },
    h('h2', {}, words.marks),
    userNotes ? h('p', {}, userNotes) : undefined,
    highlights.flatMap(({ target, body }) => [
      h('blockquote', {}, h('p', {}, target.selector[0].exact)),
      ...(body ? [h('p', {}, `${words.note}: ${body}`)] : []),
    ]),
  );
}

/** Source and rights in words: the facts, the page's own statements, and one line that says it all. */
export function sourceMarkup(record: ClipRecord, { language, contacts }: Readable): Markup[] {
  const words = wordsOf(language);
  const shown = contacts === 'mask' ? maskContacts : (text: string) => text;
  const statements = statementsOf(record).map(shown);
  return [
    h('h2', {}, words.heading),
    h(
      'dl',
      {},
      sourceFacts(record, words).flatMap(({ label, text, link }) => [
        h('dt', {}, label),
        h('dd', {}, text, text && link ? ' ' : undefined, link && linkMarkup(link.address, link.words)),
      ]),
    ),
    ...(statements.length > 0 ? [h('p', {}, `${words.statement}:`)] : []),
    ...statements.map((statement) => h('blockquote', {}, h('p', {}, statement))),
    h('p', { class: 'attribution' }, attributionLine(record, language)),
  ];
}

function linkMarkup(address: string, words: string): Markup {
  const href = strictAddress(address);
  return href ? h('a', { href }, words) : words;
}
