/** Takes the readable content out of a page, with or without a second opinion on where it stands. */

import { baseAddress } from '../dom/address';
import { serialize } from '../dom/serialize';
import { countWords } from '../dom/text';
import { copyTree, isText, isWithin, makeElement, type Tree, type TreeElement, textOf } from '../dom/tree';
import type { Article, PageRef } from '../model/article';
import { fail, ok, type Result } from '../model/result';
import { type PageFacts, readPageFacts } from '../page/facts';
import { readHeadline } from '../page/headline';
import { type Block, blocksOf } from './blocks';
import { type ByHand, copyOf, dropByHand, noteOutside, outsideOf, takePicked } from './by-hand';
import { chooseRoot } from './choose-root';
import { clean } from './clean';
import { type AskOpinion, isDoubtful } from './doubt';
import { collectFigures } from './figures';
import { settleImages } from './images';
import { recoverLead } from './lead';
import { leadPicture } from './lead-picture';
import { normalise } from './normalise';
import { readParts } from './parts';
import { code } from './passes/code';
import { dropCopies, weighCopies } from './passes/copies';
import { embeds } from './passes/embeds';
import { footnotes } from './passes/footnotes';
import { headingMarks } from './passes/heading-marks';
import { nameHeadings } from './passes/headings';
import { lists } from './passes/lists';
import { HAS_MATH, math } from './passes/math';
import { ownArticle } from './passes/neighbours';
import { isPaid, paywall } from './passes/paywall';
import { pullQuotes } from './passes/pull-quotes';
import { tables } from './passes/tables';
import { markStated } from './stated';
import { linesOf } from './to-text';
import { DRAWN, undrawnArticle } from './undrawn';
import { findSideMatter, measure, weighBlock } from './weigh';
import { note, type Pass, type Work } from './work';

/**
 * Extracts the article of a page.
 * @param document never changed.
 * @param facts what `readPageFacts` read; saves reading it again.
 * @param opinion asked only where our own choice of the article is doubtful; it may have none to give.
 * @param byHand what the person decided: it goes before what the passes find.
 * @returns `empty-page` where there is no text, `no-article` where none of it is prose.
 */
export function extractWith(
  document: Document,
  page: PageRef,
  facts: PageFacts | undefined,
  opinion: AskOpinion,
  byHand: ByHand = {},
): Result<Article> {
  const tree = copyPage(document);
  if (!tree) return fail('empty-page', 'This page is empty.');
  if (tree.truncated) return fail('too-large', 'This page has too many parts to be read.');
  const body = tree.root;
  const base = baseAddress(document, page.url);
  const known = facts ?? readPageFacts(document, page);
  const headline = readHeadline(document, known);
  const work: Work = {
    url: page.url,
    base,
    facts: known,
    headline,
    body,
    root: body,
    trace: [],
    keep: byHand.keep,
  };

  if (document.querySelector(HAS_MATH)) math.run(work);
  for (const pass of beforeChoice) pass.run(work);
  dropByHand(work, byHand.drop ?? []);
  const picked = byHand.pick && copyOf(body, byHand.pick);
  const blocks = blocksOf(body);
  if (!picked && drawnSize(blocks) < DRAWN) {
    const undrawn = undrawnArticle(document, work);
    if (undrawn) return articleOf(document, work, undrawn);
  }
  if (!blocks.length) return fail('empty-page', 'This page has no text.');
  if (picked) takePicked(work, picked);
  const outside = picked ? outsideOf(work) : chooseAndClean(document, work, blocks, opinion);
  noteOutside(work, outside);
  for (const pass of afterChoice) pass.run(work);
  settleImages(work.root, base);
  return articleOf(document, work, normalise(work.root));
}

const drawnSize = (blocks: readonly Block[]) =>
  blocks.reduce((sum, block) => sum + block.size - block.linkSize, 0);

/** Makes the article of a tree in its simple shape. */
function articleOf(document: Document, work: Work, out: TreeElement): Result<Article> {
  const { facts, headline } = work;
  const images = collectFigures(work, out);
  nameHeadings(out);
  const text = linesOf(out).join('\n');
  if (!text) return fail('no-article', 'No readable text was found on this page.');
  const language = facts.lang ?? guessLanguage(text);
  const direction = directionOf(document, language);
  const partial =
    work.partial ??
    partOf(facts) ??
    (isPaid(work) && text.length < SHORT ? ({ reason: 'paywall' } as const) : undefined);
  return ok({
    title: headline.title.text,
    ...(headline.subtitle ? { subtitle: headline.subtitle.text } : {}),
    html: serialize(out, work.base),
    text,
    images,
    ...(language ? { language } : {}),
    ...(direction ? { direction } : {}),
    wordCount: countWords(text),
    ...(partial ? { partial } : {}),
    trace: work.trace,
  });
}

function partOf(facts: PageFacts): Article['partial'] {
  const found = readParts(facts);
  return found && { reason: 'parts', part: found.part, parts: found.parts };
}

/** A paid article of fewer characters than this is its beginning. */
const SHORT = 900;

/** Passes over the whole page, before anything is weighed. */
const beforeChoice: readonly Pass[] = [
  headingMarks, // before weighing: a heading is compared with the headline
  pullQuotes, // before weighing: a repeated sentence would count twice
  paywall, // before weighing: an offer may be longer than the teaser
];

/** Passes over what was chosen and cleaned; each sees ordinary content only. */
const afterChoice: readonly Pass[] = [
  leadPicture, // after cleaning, which would take it for one without text around it
  footnotes, // before lists and tables lose their ids
  code, // before tables: line numbers are often laid out as one
  embeds,
  tables, // inner tables first
  lists,
];

/** Finds the part with the article and takes side matter out of it; gives what stands beside it. */
function chooseAndClean(
  document: Document,
  work: Work,
  blocks: Block[],
  opinion: AskOpinion,
): ReturnType<typeof outsideOf> {
  for (const block of blocks) block.weight = weighBlock(block);
  markStated(blocks, work.facts);
  const first = measure(work.body, blocks);
  const side = findSideMatter(work.body, first);
  const kept = blocks.filter((block) => !isUnder(block.owner, side));
  weighCopies(kept);
  const measures = measure(work.body, kept);
  const own = ownArticle(work, measures);
  work.root = chooseRoot(own ?? work.body, measures);
  if (!own && isDoubtful(work, measures))
    work.root = opinion()?.(document, work.body, work.root, kept, measures, side) ?? work.root;
  for (const [element, hint] of side)
    if (isWithin(element, work.root) && !note(work, element, 'side-matter', hint)) side.delete(element);
  recoverLead(work, kept);
  dropCopies(work, kept);
  const outside = outsideOf(work, side); // before cleaning, which takes side matter out wherever it stands
  clean(work, kept, measures, side);
  return outside;
}

/** The language by its script, where the page names none. */
function guessLanguage(text: string): string | undefined {
  const sample = text.slice(0, 2000);
  if (/[\uac00-\ud7af]{2}/.test(sample)) return 'ko';
  if (/[\u3040-\u30ff]{2}/.test(sample)) return 'ja';
  return /[\u4e00-\u9fff]{4}/.test(sample) ? 'zh' : undefined;
}

function directionOf(document: Document, language: string | undefined): 'rtl' | undefined {
  const stated = document.documentElement?.getAttribute('dir') ?? document.body?.getAttribute('dir');
  if (/^rtl$/i.test(stated ?? '')) return 'rtl';
  return /^(?:ar|he|iw|fa|ur|yi|ps|sd|ug|dv|ckb)\b/i.test(language ?? '') && !/^ltr$/i.test(stated ?? '')
    ? 'rtl'
    : undefined;
}

/** Copies the body; or all of the document where a damaged page has its text outside of the body. */
function copyPage(document: Document): Tree | undefined {
  const body = document.body && copyTree(document.body, { media: true });
  if (body && holdsText(body.root)) return body;
  const all = [...document.children].map((element) => copyTree(element, { media: true }));
  if (!all.length) return body ?? undefined;
  const whole: Tree = {
    root: makeElement(
      'body',
      all.map((tree) => tree.root),
    ),
    nodes: all.reduce((sum, tree) => sum + tree.nodes, 0),
    truncated: all.some((tree) => tree.truncated),
  };
  return !body || textOf(whole.root).length > textOf(body.root).length * 1.2 ? whole : body;
}

/** Is there enough text below, white space aside? Stops counting as soon as there is. */
function holdsText(root: TreeElement): boolean {
  let left = ENOUGH;
  const count = (element: TreeElement): boolean => {
    for (const child of element.children) {
      if (isText(child)) left -= child.text.trim().length;
      else if (count(child)) return true;
      if (left < 0) return true;
    }
    return false;
  };
  return count(root);
}

/** A body with this much text is taken for whole. */
const ENOUGH = 1200;

function isUnder(element: TreeElement, side: Map<TreeElement, unknown>): boolean {
  for (let at: TreeElement | null = element; at; at = at.parent) if (side.has(at)) return true;
  return false;
}
