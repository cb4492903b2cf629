import { findPick, type RuleOnPage, ruleOnPage } from '../anchor/block-selector';
import type { ReadPage } from '../clip/create-clip';
import { detectArticle } from '../detect/detect';
import { sanitize } from '../dom/sanitize';
import type { ByHand } from '../extract/by-hand';
import { extractArticle } from '../extract/extract-article';
import { extractWhole } from '../extract/extract-whole';
import { checkSize } from '../messaging/limits';
import type { Article, PageRef, SafeHtml } from '../model/article';
import type { ClipImage } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { type PageFacts, readPageFacts } from '../page/facts';
import { readImageRights } from '../rights/image-rights';
import { readRights } from '../rights/read-rights';
import { readSource } from '../source/read-source';
import type { Hand, HandReport } from './by-hand/hand';
import { withoutHeavyImages } from './heavy-images';
import { whenSettled } from './settled';

/** What was read from the page, safe to show and to keep. */
export interface Reading extends ReadPage {
  /** How the person's hand shows in it. */
  hand?: HandReport;
  html: SafeHtml;
  /** Whether the page is an article, and not merely a page with text. */
  isArticle: boolean;
  /** Where a part of a joined article is missing: before so many blocks of the text. */
  gaps?: { number: number; url: string; before: number }[];
}

/** How long a page may take to come to rest before it is read as it is. */
const rest = 250;
const limit = 3_000;

/**
 * Reads the page: facts from the untouched document, the article from a copy. A page that is still being built is
 * given time: at once if it reads as an article, else when its tree has come to rest.
 */
export async function readPage(
  window: Window & typeof globalThis,
  now: Date,
  hand: Hand = {},
): Promise<Result<Reading>> {
  const { document } = window;
  if (!isHtml(document))
    return fail('restricted-page', 'Colophon reads pages of text, not this kind of file.');
  const isParsed = document.readyState !== 'loading';
  const first = isParsed ? readNow(window, now, hand) : undefined;
  if (first?.ok && first.value.isArticle) return first;
  const hasMoved = await whenSettled(document, rest, limit);
  if (first && !hasMoved) return first;
  return readNow(window, now, hand);
}

function isHtml(document: Document): boolean {
  return ['text/html', 'application/xhtml+xml', 'text/plain'].includes(document.contentType);
}

/** Reads the page as it stands in this moment. */
export function readNow(window: Window & typeof globalThis, now: Date, hand: Hand = {}): Result<Reading> {
  return readDocument(window.document, window.location.href, { window, now, hand });
}

interface ReadOptions {
  window: Window & typeof globalThis;
  now: Date;
  hand?: Hand;
}

/** Reads a document that stands in a tab, or one that was fetched. Never changes it. */
export function readDocument(document: Document, url: string, options: ReadOptions): Result<Reading> {
  const steps = readInSteps(document, url, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Who waits for a very large page: hears how far it is, and may give up. */
export interface Patience {
  tell(done: number, of: number): void;
  signal: AbortSignal;
}

/** With images in it, a text may have so many characters of HTML: half of what a message carries. */
const mostHtml = 4 * 1024 * 1024;

/** From so many elements on a page is read step by step. */
const large = 8_000;
const steps = 5;

/** Whether a page is so large that reading it at once would hold the browser up. */
export function isLarge(document: Document): boolean {
  return document.getElementsByTagName('*').length > large;
}

/**
 * Reads a very large page: between the steps the browser has its turn, so that it draws, scrolls and hears the person.
 * @returns undefined where the person gave up.
 */
export async function readSlowly(
  window: Window & typeof globalThis,
  now: Date,
  hand: Hand,
  { tell, signal }: Patience,
): Promise<Result<Reading> | undefined> {
  if (window.document.readyState === 'loading') await whenSettled(window.document, rest, limit);
  const reading = readInSteps(window.document, window.location.href, { window, now, hand });
  for (let done = 0; ; done += 1) {
    tell(done, steps);
    // Two turns: one to draw what was told, one to hear a press.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return undefined;
    const step = reading.next();
    if (step.done) return step.value;
  }
}

function* readInSteps(
  document: Document,
  url: string,
  { window, now, hand = {} }: ReadOptions,
): Generator<void, Result<Reading>> {
  const page = { url, now: now.toISOString() };
  const facts = readPageFacts(document, page);
  yield;
  const rule = hand.rule && ruleOnPage(document, hand.rule);
  const pick = pickedIn(document, hand.pick) ?? rule?.pick;
  const isArticle = pick !== undefined || detectArticle(document, page).readable;
  yield;
  const byHand = { pick, drop: rule?.drop, keep: hand.keep };
  const extracted = extractText(document, page, facts, byHand);
  if (!extracted.ok) return extracted;
  const fitting = withoutHeavyImages(extracted.value, mostHtml);
  const size = checkSize(fitting.html);
  if (!size.ok) return size;
  yield;
  const html = sanitize(fitting.html, window);
  yield;
  const source = readSource(document, page, facts);
  const rights = readRights(document, page, facts);
  const article: Article = { ...fitting, html };
  const images = clipImages(article, page.url, facts);
  return ok({ article, html, source, rights, images, isArticle, hand: reportOf(hand, rule) });
}

/** The element that was picked, or on another page of the article the one that the selector means there. */
function pickedIn(document: Document, pick: Hand['pick']): Element | undefined {
  if (!pick) return undefined;
  const { element, selector } = pick;
  return element.ownerDocument === document && element.isConnected ? element : findPick(document, selector);
}

function reportOf(hand: Hand, rule: RuleOnPage | undefined): HandReport | undefined {
  const putBack = hand.keep?.size ?? 0;
  if (!hand.pick && !hand.rule && putBack === 0) return undefined;
  const used = rule && ((rule.pick && !hand.pick) || rule.drop.length > 0);
  return {
    picked: hand.pick !== undefined,
    ...(hand.rule && { rule: used ? 'used' : 'unused' }),
    removed: [],
    putBack,
  };
}

/** The article; where there is none but there is text, all of the page's text. */
function extractText(document: Document, page: PageRef, facts: PageFacts, byHand: ByHand): Result<Article> {
  const article = extractArticle(document, page, facts, byHand);
  if (article.ok || byHand.pick || article.error.code !== 'no-article') return article;
  return extractWhole(document, page, facts);
}

function clipImages(article: Article, pageUrl: string, facts: PageFacts): ClipImage[] {
  return article.images.map((image) => ({
    ...image,
    pageUrl,
    rights: readImageRights(image, undefined, facts),
  }));
}
