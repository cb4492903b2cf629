import { extractArticle } from '../../extract/extract-article';
import { extractWhole } from '../../extract/extract-whole';
import { ok, type Result } from '../../model/result';
import { readPageFacts } from '../../page/facts';
import type { Hand } from '../by-hand/hand';
import { readFacts } from '../read-facts';
import { decided, madeSafe, type Reading, reportOf } from '../read-page';

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
  const safe = madeSafe(extracted.value, window);
  if (!safe.ok) return safe;
  const { article, html } = safe.value;
  return ok({ article, html, hand: reportOf(hand, rule), ...readFacts(document, page, facts, article) });
}
