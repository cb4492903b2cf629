import { findPick, type RuleOnPage, ruleOnPage } from '../anchor/block-selector';
import { withOwnNames } from '../dom/own-names';
import { prepareSanitizer } from '../dom/own-purify';
import { sanitize } from '../dom/sanitize';
import type { ByHand } from '../extract/by-hand';
import type { Opinion } from '../extract/doubt';
import { extractWhole } from '../extract/extract-whole';
import { extractWith } from '../extract/extract-with';
import { isOrphan, outdated } from '../messaging/ask';
import { checkSize } from '../messaging/limits';
import type { Article, PageRef, SafeHtml } from '../model/article';
import { fail, ok, type Result } from '../model/result';
import { type PageFacts, readPageFacts } from '../page/facts';
import { beginningOf } from './beginning';
import type { Hand, HandReport } from './by-hand/hand';
import { withoutHeavyImages } from './heavy-images';
import type { ArticleFacts } from './read-facts';
import { whenSettled } from './settled';

/** The text of a page, safe to show. */
export interface ReadText {
  /** Its `html` has passed the sanitiser. */
  article: Article;
  html: SafeHtml;
  /** The address that was read. */
  url: string;
  /** Whether the page is an article, and not merely a page with text. */
  isArticle: () => Promise<boolean>;
  /** How the person's hand shows in it. */
  hand?: HandReport;
  /**
   * Who, where, when and under which terms. Read when first asked for, since the text is shown before it; rejects where
   * the part that reads them cannot be had.
   */
  facts: () => Promise<ArticleFacts>;
}

/** How a long article begins, safe to show before all of it is. */
export interface Opening {
  article: Omit<Article, 'html'>;
  html: SafeHtml;
  url: string;
}

/** Takes the beginning of a long article; when the promise is fulfilled, all of it is made safe. */
export type TakeOpening = (opening: Opening) => Promise<void>;

/** All that was read of an article, safe to show and to keep. */
export interface Reading extends ArticleFacts {
  article: Article;
  html: SafeHtml;
  /** How the person's hand shows in it. */
  hand?: HandReport;
  /** Where a part of a joined article is missing: before so many blocks of the text. */
  gaps?: { number: number; url: string; before: number }[];
}

/** The text with its facts; fails where what reads them cannot be had. */
export async function withFacts({ article, html, hand, facts }: ReadText): Promise<Result<Reading>> {
  try {
    return ok({ article, html, hand, ...(await facts()) });
  } catch {
    return lacksPart();
  }
}

/** What is said where a part of the script cannot be had, as after an update under an open page. */
export function lacksPart(): Result<never> {
  return isOrphan() ? outdated : fail('no-answer', 'A part of Colophon could not be loaded.');
}

/** How long a page may take to come to rest before it is read as it is. */
const rest = 250;
const limit = 3_000;

/**
 * Reads the page: facts from the untouched document, the article from a copy. A page that is still being built is
 * given time: at once if it reads as an article, else when its tree has come to rest.
 * @param hand may be known later than the facts of the page are read.
 * @param takeOpening is given the beginning of a long article as soon as there is one.
 */
export async function readPage(
  window: Window & typeof globalThis,
  now: Date,
  hand: Hand | Promise<Hand> = {},
  takeOpening?: TakeOpening,
): Promise<Result<ReadText>> {
  const { document } = window;
  if (!isHtml(document))
    return fail('restricted-page', 'Colophon reads pages of text, not this kind of file.');
  const isParsed = document.readyState !== 'loading';
  const first = isParsed ? await readNow(window, now, hand, takeOpening) : undefined;
  if (first?.ok && (isLong(first.value) || (await first.value.isArticle()))) return first;
  const hasMoved = await whenSettled(document, rest, limit);
  if (first && !hasMoved) return first;
  return readNow(window, now, hand);
}

/** So much text is not waited for, whatever the page is: it is there to be read. */
const longFrom = 3_000;

function isLong({ article }: ReadText): boolean {
  return article.text.length >= longFrom;
}

function isHtml(document: Document): boolean {
  return ['text/html', 'application/xhtml+xml', 'text/plain'].includes(document.contentType);
}

/** Reads the page as it stands in this moment. */
export async function readNow(
  window: Window & typeof globalThis,
  now: Date,
  hand: Hand | Promise<Hand> = {},
  takeOpening?: TakeOpening,
): Promise<Result<ReadText>> {
  return (
    (await readInSteps(window, now, hand, { takeOpening })) ??
    fail('unexpected', 'Nobody waited for the page.')
  );
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
const steps = 4;

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
): Promise<Result<ReadText> | undefined> {
  if (window.document.readyState === 'loading') await whenSettled(window.document, rest, limit);
  const between: Between = async (done) => {
    tell(done, steps);
    // Two turns: one to draw what was told, one to hear a press.
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setTimeout(resolve));
    return !signal.aborted;
  };
  return readInSteps(window, now, hand, { between });
}

/** Called between the steps with how many are done; false ends the reading. */
type Between = (done: number) => Promise<boolean>;

async function readInSteps(
  window: Window & typeof globalThis,
  now: Date,
  handOrLater: Hand | Promise<Hand>,
  { between, takeOpening }: { between?: Between; takeOpening?: TakeOpening },
): Promise<Result<ReadText> | undefined> {
  const document = withOwnNames(window.document);
  if (between && !(await between(0))) return undefined;
  const page = { url: window.location.href, now: now.toISOString() };
  const facts = readPageFacts(document, page);
  if (between && !(await between(1))) return undefined;
  const hand = await handOrLater;
  const { rule, byHand } = decided(document, hand);
  const extracted = await extractText(document, page, facts, byHand);
  if (!extracted.ok) return extracted;
  if (!(await prepareSanitizer(window))) return lacksPart();
  if (between && !(await between(2))) return undefined;
  if (takeOpening) {
    const begun = openingOf(extracted.value, window);
    if (begun) await takeOpening({ article: extracted.value, html: begun, url: page.url });
  }
  const safe = madeSafe(extracted.value, window);
  if (!safe.ok) return safe;
  const { article, html } = safe.value;
  if (between && !(await between(3))) return undefined;
  let read: Promise<ArticleFacts> | undefined;
  let isArticle: Promise<boolean> | undefined;
  return ok({
    article,
    html,
    url: page.url,
    hand: reportOf(hand, rule),
    isArticle: () => {
      isArticle ??= byHand.pick ? Promise.resolve(true) : looksLikeArticle(document, page);
      return isArticle;
    },
    facts: () => {
      read ??= import('./read-facts').then(
        ({ readFactsInTurns }) => readFactsInTurns(document, page, facts, article),
        (error) => {
          read = undefined; // asked anew, it is tried anew
          throw error;
        },
      );
      return read;
    },
  });
}

/** Asked of short texts and by who clips, so a part of its own; what cannot be asked is taken for an article. */
async function looksLikeArticle(document: Document, page: PageRef): Promise<boolean> {
  const part = await import('../detect/detect').catch(() => undefined);
  return part?.detectArticle(document, page).readable ?? true;
}

/** More than a window shows, in characters of HTML. */
const openingLength = 12_000;

/** The beginning of a long article, made safe by itself; undefined where it is not long, or too long to be shown. */
function openingOf({ html, text }: Article, window: Window & typeof globalThis): SafeHtml | undefined {
  if (text.length < longFrom || html.length > mostHtml) return undefined;
  const beginning = beginningOf(html, openingLength);
  return beginning === undefined ? undefined : sanitize(beginning, window);
}

/** An article as it may be shown and sent: no larger than a message carries, its HTML sanitised. */
export function madeSafe(
  extracted: Article,
  window: Window & typeof globalThis,
): Result<{ article: Article; html: SafeHtml }> {
  const fitting = withoutHeavyImages(extracted, mostHtml);
  const size = checkSize(fitting.html);
  if (!size.ok) return size;
  const html = sanitize(fitting.html, window);
  return ok({ article: { ...fitting, html }, html });
}

/** What the person's hand, and the rule of the site, mean in a document. */
export function decided(document: Document, hand: Hand): { rule: RuleOnPage | undefined; byHand: ByHand } {
  const rule = hand.rule && ruleOnPage(document, hand.rule);
  const pick = pickedIn(document, hand.pick) ?? rule?.pick;
  return { rule, byHand: { pick, drop: rule?.drop, keep: hand.keep } };
}

/** The element that was picked, or on another page of the article the one that the selector means there. */
function pickedIn(document: Document, pick: Hand['pick']): Element | undefined {
  if (!pick) return undefined;
  const { element, selector } = pick;
  return element.ownerDocument === document && element.isConnected ? element : findPick(document, selector);
}

/** How the hand shows; undefined where nothing was decided. */
export function reportOf(hand: Hand, rule: RuleOnPage | undefined): HandReport | undefined {
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
async function extractText(
  document: Document,
  page: PageRef,
  facts: PageFacts,
  byHand: ByHand,
): Promise<Result<Article>> {
  let isDoubted = false;
  const first = extractWith(
    document,
    page,
    facts,
    () => {
      isDoubted = true;
      return undefined;
    },
    byHand,
  );
  const opinion = isDoubted ? await loadOpinion() : undefined;
  const article = opinion ? extractWith(document, page, facts, () => opinion, byHand) : first;
  if (article.ok || byHand.pick || article.error.code !== 'no-article') return article;
  return extractWhole(document, page, facts);
}

/** A second opinion is heavy and seldom asked for; where it cannot be had, our own choice stands. */
async function loadOpinion(): Promise<Opinion | undefined> {
  try {
    return (await import('../extract/second-opinion')).secondOpinion;
  } catch {
    return undefined;
  }
}
