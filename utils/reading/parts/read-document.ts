import { sanitize } from '../../dom/sanitize';
import { extractArticle } from '../../extract/extract-article';
import { extractWhole } from '../../extract/extract-whole';
import { checkSize } from '../../messaging/limits';
import { ok, type Result } from '../../model/result';
import { readPageFacts } from '../../page/facts';
import type { Hand } from '../by-hand/hand';
import { withoutHeavyImages } from '../heavy-images';
import { readFacts } from '../read-facts';
import { decided, mostHtml, type Reading, reportOf } from '../read-page';

/** Reads a document that was fetched, all of it at once. Never changes it. */
export function readDocument(
  document: Document,
  url: string,
  { window, now, hand = {} }: { window: Window & typeof globalThis; now: Date; hand?: Hand },
): Result<Reading> {
  const page = { url, now: now.toISOString() };
  const facts = readPageFacts(document, page);
  const { rule, byHand } = decided(document, hand);
  const first = extractArticle(document, page, facts, byHand);
  const isText = !first.ok && !byHand.pick && first.error.code === 'no-article';
  const extracted = isText ? extractWhole(document, page, facts) : first;
  if (!extracted.ok) return extracted;
  const fitting = withoutHeavyImages(extracted.value, mostHtml);
  const size = checkSize(fitting.html);
  if (!size.ok) return size;
  const html = sanitize(fitting.html, window);
  const article = { ...fitting, html };
  return ok({ article, html, hand: reportOf(hand, rule), ...readFacts(document, page, facts, article) });
}
