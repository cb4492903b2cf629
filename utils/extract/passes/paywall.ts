/** Pay-walls: the offer goes, and the clip says that it holds a part only. */

import { foldSpace } from '../../dom/text';
import { attributeOf, elementsOf, isWithin, type TreeElement, textOf } from '../../dom/tree';
import { wordsOf } from '../hints';
import { PAYWALL } from '../phrases';
import { type Pass, remove, type Work } from '../work';

const OFFER_NAME =
  /\b(?:paywall|pay wall|regwall|piano|offer|offers|subscri\w*|premium|abo|abonn\w*|locked)\b/;
const OFFER_WORDS = /(?:[$€£¥￥]\s?\d|\d\s?[€£元円])|subscri|abonn|suscr|assin|会员|订阅|購読|구독/i;

/** An element with more text than this holds the article as well. */
const LONGEST_OFFER = 2500;

/** Does the page say, in JSON-LD, that its article is not free? */
export function isPaid(work: Work): boolean {
  const free = work.facts.mainEntity?.node.isAccessibleForFree;
  return free === false || /^(?:https?:\/\/schema\.org\/)?false$/i.test(String(free ?? ''));
}

/** Takes out offers where the page says that it is paid for. */
export const paywall: Pass = {
  name: 'paywall',
  run(work: Work): void {
    if (!isPaid(work)) return;
    const content = contentNames(work);
    for (const element of elementsOf(work.body)) {
      if (!/^(?:div|section|aside|form|p|dialog|article)$/.test(element.tag) || !isWithin(element, work.body))
        continue;
      if (!OFFER_NAME.test(wordsOf(element)) || isContent(element, content)) continue;
      const text = foldSpace(textOf(element));
      if (text.length > LONGEST_OFFER) continue;
      if (!OFFER_WORDS.test(text) && !PAYWALL.test(text)) continue;
      remove(work, element, 'paywall', 'an offer to subscribe');
      work.partial = { reason: 'paywall' };
    }
  },
};

/** `hasPart.cssSelector` names the paid content itself, often by the very class `paywall`. */
function contentNames(work: Work): string[] {
  const parts = work.facts.mainEntity?.node.hasPart;
  return (Array.isArray(parts) ? parts : [parts])
    .map((part) =>
      part && typeof part === 'object' ? String((part as { cssSelector?: unknown }).cssSelector ?? '') : '',
    )
    .flatMap((selector) => selector.split(/[\s,]+/))
    .filter((selector) => selector.startsWith('.'))
    .map((selector) => selector.slice(1));
}

function isContent(element: TreeElement, names: readonly string[]): boolean {
  const own = (attributeOf(element, 'class') ?? '').split(/\s+/);
  return names.some((name) => own.includes(name));
}
