import { shownTitle } from '../../utils/clip/plan-save';
import { preparedFor } from '../../utils/export/export-clips';
import { keptImages } from '../../utils/export/images';
import { h, type Markup, type MarkupElement } from '../../utils/export/markup';
import { markupDom } from '../../utils/export/markup-dom';
import { bodyMarkup, headMarkup, marksMarkup, sourceMarkup } from '../../utils/export/readable';
import { wordsOf } from '../../utils/export/words';
import type { ClipRecord } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import type { PrintJob } from '../../utils/platform/print-jobs';
import { getAsset } from '../../utils/store/assets';
import { clipsOf } from '../../utils/store/read-library';
import { addLinkNotes } from '../reader/print';
import { exportLanguage } from '../transfer/export-clips';

interface Watch {
  tell: (done: number) => void;
  signal: AbortSignal;
  /** Hears of addresses that are to be given back with the page. */
  keep: (address: string) => void;
}

/** Puts the clips of a job into a page, one after the other, and gives how many there were. */
export async function layOut(
  job: PrintJob,
  root: HTMLElement,
  { tell, signal, keep }: Watch,
): Promise<number> {
  // The page asks nothing of the web: what is left there is as good as included.
  const images = job.images === 'link' ? 'files' : job.images;
  const options = { ...job, images, window, language: exportLanguage(), asset: getAsset };
  const words = wordsOf(options.language);
  const contents = job.clipIds.length > 1 ? document.createElement('ol') : undefined;
  if (contents) {
    const nav = document.createElement('nav');
    nav.className = 'print-contents';
    nav.append(markupDom(h('h1', {}, words.contents), document), contents);
    root.append(nav);
  }
  let count = 0;
  for await (const record of preparedFor(clipsOf(job.clipIds), { ...job, signal }).read()) {
    count += 1;
    const addresses = new Map<string, string>();
    for (const [id, { blob }] of await keptImages(record, options)) {
      const address = URL.createObjectURL(blob);
      keep(address);
      addresses.set(id, address);
    }
    const article = h(
      'article',
      { id: `clip-${count}`, lang: languageOf(record), dir: record.content.direction },
      headMarkup(record, options),
      h(
        'div',
        { class: 'body' },
        bodyMarkup(record, options, ({ id }) => addresses.get(id), false).map(paragraph),
      ),
      marksMarkup(record, options),
      h(
        'section',
        { class: 'clip-source', lang: options.language === 'zh' ? 'zh-CN' : 'en', dir: 'ltr' },
        sourceMarkup(record, options),
      ),
    );
    const element = markupDom(ownAnchors(article, count), document) as HTMLElement;
    const body = element.querySelector<HTMLElement>('.body');
    if (body) addLinkNotes(body, t('printLinks'));
    root.append(element);
    contents?.append(markupDom(entry(record, count), document));
    tell(count);
  }
  return count;
}

function languageOf({ content, source }: ClipRecord): string {
  return content.language ?? source.language.value;
}

function entry(record: ClipRecord, number: number): Markup {
  const title = h('a', { href: `#clip-${number}`, lang: languageOf(record) }, shownTitle(record));
  return h('li', {}, title, h('small', {}, ` ${record.source.site.value.name}`));
}

/** Bare words between blocks become paragraphs. */
function paragraph(node: Markup): Markup {
  return typeof node === 'string' && node.trim() !== '' ? h('p', {}, node) : node;
}

/** Each article's anchors are its own: the notes of two articles have the same names. */
function ownAnchors(node: MarkupElement, number: number): MarkupElement {
  const { id, href, ...rest } = node.attributes;
  const isOwn = (value: string): boolean => /^clip-\d+$/.test(value);
  return {
    ...node,
    attributes: {
      ...rest,
      ...(id !== undefined && { id: isOwn(id) ? id : `c${number}-${id}` }),
      ...(href !== undefined && { href: href.startsWith('#') ? `#c${number}-${href.slice(1)}` : href }),
    },
    children: node.children.map((child) => (typeof child === 'string' ? child : ownAnchors(child, number))),
  };
}
