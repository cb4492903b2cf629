/** The lead picture: it often stands under the headline, outside of what holds the paragraphs. */

import { copyTree, elementsOf, makeElement } from '../dom/tree';
import type { Placed } from '../page/facts';
import { addressKeys, readImageCredit } from '../page/image-credit';
import { asArray, firstString } from '../page/json-ld';
import { articleSpan, isOwnZone } from '../page/span';
import { isOrnament } from './images';
import type { Pass, Work } from './work';

/** Lines above the headline and below it that the picture may stand at. */
const ABOVE = 6;
const BELOW = 8;

/** Puts the picture that stands between the headline and the first paragraph before the text, if it is not there. */
export const leadPicture: Pass = {
  name: 'lead-picture',
  run(work) {
    const found = findLead(work);
    if (!found) return;
    const holder = found.closest('picture') ?? found;
    const figure = makeElement('figure', [copyTree(holder, { media: true }).root]);
    figure.source = found.closest('figure') ?? undefined;
    figure.parent = work.root;
    work.root.children.unshift(figure);
  },
};

function findLead(work: Work): Element | undefined {
  const { facts } = work;
  const span = articleSpan(facts, work.headline);
  if (span.headline < 0) return undefined;
  const end = Math.max(span.start, span.headline + BELOW);
  const near = facts.walk.images.filter(({ line }) => line >= span.headline - ABOVE && line <= end);
  if (near.length === 0) return undefined;
  const kept = keptPictures(work);
  const isKept = ({ element }: Placed) => [...addressKeys(element)].some((key) => kept.has(key));
  if (near.every(isKept)) return undefined; // whichever it is
  let lead: Placed | undefined;
  let best = 0;
  for (const placed of near) {
    const score = leadScore(work, placed, span);
    if (score > best) [lead, best] = [placed, score];
  }
  return lead && !isKept(lead) ? lead.element : undefined;
}

/** The pictures that the article holds already, by the names they go by. */
function keptPictures(work: Work): Set<string> {
  const keys = new Set<string>();
  for (const element of elementsOf(work.root)) {
    if (element.tag === 'img' && element.source) for (const key of addressKeys(element.source)) keys.add(key);
  }
  return keys;
}

/** How much speaks for a picture: the page calls it the article's, it has a credit or a caption, it is set wide. */
function leadScore(
  work: Work,
  { element, line, zone }: Placed,
  span: { headline: number; start: number; end: number },
): number {
  const { facts } = work;
  const own = facts.lines[line];
  if (
    zone === 'nav' ||
    zone === 'comments' ||
    (own && zone !== 'caption' && zone !== 'main' && !isOwnZone(own, span))
  )
    return 0;
  const width = Number.parseInt(element.getAttribute('width') ?? '', 10);
  if (
    (width > 0 && width < 200) ||
    /\.svg(?:[?#]|$)/i.test(element.getAttribute('src') ?? '') ||
    isOrnament(copyTree(element, { media: true }).root)
  )
    return 0;
  const stated = [
    ...(facts.meta.get('og:image') ?? []),
    ...(facts.meta.get('twitter:image') ?? []),
    ...asArray(facts.resolve(facts.mainEntity?.node.image)).map((v) => firstString(v) ?? ''),
  ];
  const keys = addressKeys(element);
  const named = stated.some((address) => keys.has(addressKeyOf(address))) ? 4 : 0;
  const credit = readImageCredit(element, facts);
  const credited = credit.creators.length > 0 || credit.agency ? 3 : 0;
  return named + credited + (credit.caption ? 1 : 0) + (width >= 480 ? 1 : 0);
}

function addressKeyOf(address: string): string {
  return [...addressKeys({ getAttribute: (name: string) => (name === 'src' ? address : null) })][0] ?? '';
}
