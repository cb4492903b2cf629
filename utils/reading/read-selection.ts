import { baseAddress } from '../dom/address';
import { sanitize } from '../dom/sanitize';
import { extractWhole } from '../extract/extract-whole';
import type { Article } from '../model/article';
import type { ClipImage } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { readPageFacts } from '../page/facts';
import { type Reading, readPage, withFacts } from './read-page';

/**
 * Reads what is selected in the page, as an article of its own with the page's title, source and rights. The page is
 * not changed. A picture in the selection keeps the credit that it has on the page.
 * @returns `no-selection` where nothing is selected that has a text.
 */
export async function readSelection(window: Window & typeof globalThis, now: Date): Promise<Result<Reading>> {
  const selected = selectedDocument(window);
  if (!selected) return fail('no-selection', 'Nothing is selected on this page.');
  const read = await readPage(window, now);
  const page = read.ok ? await withFacts(read.value) : read;
  if (!page.ok) return page;
  const { source, article: whole } = page.value;
  const ref = { url: source.urls.retrieved, now: now.toISOString() };
  const part = extractWhole(selected, ref, readPageFacts(selected, ref));
  if (!part.ok) return fail('no-selection', 'Nothing is selected on this page that has a text.');
  const html = sanitize(part.value.html, window);
  const { title, subtitle, language, direction } = whole;
  const article: Article = {
    ...part.value,
    html,
    title,
    ...(subtitle && { subtitle }),
    ...(language && { language }),
    ...(direction && { direction }),
  };
  return ok({ ...page.value, article, html, images: withCredits(article, page.value.images, ref.url) });
}

function withCredits({ images }: Article, known: readonly ClipImage[], pageUrl: string): ClipImage[] {
  return images.flatMap(({ id, src, ...image }) => {
    const same = known.find((each) => each.src === src);
    const rights = same?.rights ?? known[0]?.rights ?? unstated;
    return [{ ...image, ...same, id, src, pageUrl, rights }];
  });
}

const unstated: ClipImage['rights'] = {
  notices: [],
  signal: { light: 'grey', code: 'none-stated', because: [] },
};

/** The ranges of the selection in an inert document of their own, which resolves addresses as the page does. */
function selectedDocument(window: Window & typeof globalThis): Document | undefined {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.toString().trim() === '') return undefined;
  const { document } = window;
  const copy = document.implementation.createHTMLDocument(document.title);
  const base = copy.createElement('base');
  base.href = baseAddress(document, window.location.href);
  copy.head.append(base);
  const { lang } = document.documentElement;
  if (lang) copy.documentElement.lang = lang;
  for (let at = 0; at < selection.rangeCount; at += 1)
    copy.body.append(rangeIn(copy, selection.getRangeAt(at)));
  return copy;
}

/** Without what holds it, a part of a list or of a poem would lose its form. */
const holders = 'pre, blockquote, table, ul, ol, figure, p, h1, h2, h3, h4, h5, h6';

function rangeIn(copy: Document, range: Range): Element {
  const { commonAncestorContainer: at } = range;
  const within = at.nodeType === 1 ? (at as Element) : at.parentElement;
  const holder = within?.closest(holders);
  const box = holder ? copy.importNode(holder, false) : copy.createElement('div');
  // Copied first and cut there: a picture that is cloned within the page's document is fetched.
  const whole = copy.importNode(at, true);
  const cut = copy.createRange();
  cut.setStart(sameNode(range.startContainer, at, whole), range.startOffset);
  cut.setEnd(sameNode(range.endContainer, at, whole), range.endOffset);
  box.append(cut.cloneContents());
  return box;
}

/** The node in a copy that stands where this one stands in the original. */
function sameNode(node: Node, original: Node, copy: Node): Node {
  const path: number[] = [];
  for (let at = node; at !== original && at.parentNode; at = at.parentNode)
    path.unshift([...at.parentNode.childNodes].indexOf(at as ChildNode));
  return path.reduce<Node>((at, index) => at.childNodes[index] ?? at, copy);
}
