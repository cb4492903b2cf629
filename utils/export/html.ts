import { sha256 } from '@noble/hashes/sha2.js';
import { shownTitle } from '../clip/plan-save';
import type { ClipRecord } from '../model/clip';
import type { ExportOptions, SeparateFormat } from './format';
import { htmlStyle } from './html-style';
import { dataAddress, keptImages } from './images';
import { articleJsonLd } from './json-ld';
import { h, printable, scriptJson, writeMarkup } from './markup';
import { outgoing } from './masked';
import { bodyMarkup, headMarkup, marksMarkup, sourceMarkup } from './readable';
import { strictAddress } from './strict-body';

/** The id of the script element that holds the whole record; import looks for it. */
export const recordScriptId = 'clip-record';

/**
 * One self-contained file: images inside, a style of its own, a policy under which nothing runs and nothing is asked
 * of the network, JSON-LD for machines, and the whole record, so that it can be read back without loss.
 */
export const htmlFormat: SeparateFormat = {
  kind: 'separate',
  id: 'html',
  group: 'read',
  extension: 'html',
  type: 'text/html',
  hasImages: true,
  async write(record, base, options) {
    const addresses = new Map<string, string>();
    for (const [id, { blob, type }] of await keptImages(record, options)) {
      addresses.set(id, await dataAddress(blob, type));
    }
    const content = htmlOf(await outgoing(record, options), options, addresses);
    return [{ name: `${base}.html`, type: this.type, content }];
  },
};

/** The whole file. Takes the `data:` addresses of the images that go along, by the images' ids. */
export function htmlOf(
  record: ClipRecord,
  options: Pick<ExportOptions, 'window' | 'language' | 'contacts' | 'images'>,
  addresses: ReadonlyMap<string, string>,
): string {
  const { content, source } = record;
  const page = h(
    'body',
    {},
    h(
      'article',
      {},
      headMarkup(record, options),
      bodyMarkup(record, options, (image) => addresses.get(image.id), options.images === 'link'),
      marksMarkup(record, options),
    ),
    h(
      'footer',
      { class: 'clip-source', lang: ownLanguage(options.language), dir: 'ltr' },
      sourceMarkup(record, options),
    ),
  );
  const lang = content.language ?? source.language.value;
  const attributes = `${lang ? ` lang="${lang.replace(/[^\w-]/g, '')}"` : ''}${content.direction === 'rtl' ? ' dir="rtl"' : ''}`;
  return [
    '<!DOCTYPE html>',
    savedWith(record),
    `<html${attributes}>`,
    '<head>',
    ...headLines(record, options),
    '</head>',
    // The record stands last: a browser shows the article before it has read it.
    writeMarkup(page, 'html').replace(
      /<\/body>$/,
      () => `<script type="application/json" id="${recordScriptId}">${scriptJson(record)}</script></body>`,
    ),
    '</html>\n',
  ].join('\n');
}

/** The first lines in the shape that other tools read too: who saved it, from where, when. */
function savedWith({ source, capture }: ClipRecord): string {
  const safe = (text: string): string =>
    printable(text)
      .replace(/-{2,}/g, (run) => '%2D'.repeat(run.length))
      .replaceAll('>', '%3E');
  return [
    '<!--',
    ' Page saved with Colophon',
    ` url: ${safe(source.urls.retrieved)}`,
    ` saved date: ${safe(capture.at)}`,
    '-->',
  ].join('\n');
}

function headLines(record: ClipRecord, options: Pick<ExportOptions, 'contacts' | 'images'>): string[] {
  const { source, rights } = record;
  const open = rights.signal.code.startsWith('open.') ? rights.license?.value.url : undefined;
  const canonical = strictAddress(source.urls.canonical?.value ?? source.urls.retrieved);
  const licence = strictAddress(open ?? null);
  const heads = [
    h('meta', { charset: 'utf-8' }),
    h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy(options.images) }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'generator', content: 'Colophon' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', {}, shownTitle(record)),
    ...(canonical ? [h('link', { rel: 'canonical', href: canonical })] : []),
    ...(licence ? [h('link', { rel: 'license', href: licence })] : []),
  ];
  return [
    ...heads.map((element) => writeMarkup(element, 'html')),
    `<style>${htmlStyle}</style>`,
    `<script type="application/ld+json">${scriptJson(articleJsonLd(record, options.contacts))}</script>`,
  ];
}

function policy(images: ExportOptions['images']): string {
  const hash = btoa(String.fromCharCode(...sha256(new TextEncoder().encode(htmlStyle))));
  // Only where the person chose to leave pictures on the web may the page ask for them.
  const remote = images === 'link' ? ' https: http:' : '';
  return `default-src 'none'; img-src data:${remote}; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function ownLanguage(language: ExportOptions['language']): string {
  return language === 'zh' ? 'zh-CN' : 'en';
}
