import { createContext } from 'preact';
import type { Evidence } from '../../utils/model/claim';

/**
 * Leads to the place on the live page where a value was found; gives false where the page does not show it. A surface
 * that stands over a live page (popup, reader) provides it; without it nothing offers the way.
 */
export type ShowPlace = (evidence: Evidence) => boolean | Promise<boolean>;

export const ShowPlaceContext = createContext<ShowPlace | undefined>(undefined);

const inSight: readonly Evidence['kind'][] = ['visible-text', 'caption', 'byline', 'footer', 'breadcrumb'];
const perhaps: readonly Evidence['kind'][] = ['microdata', 'rdfa', 'microformat', 'link'];

/** Whether an evidence may stand where a person can see it, and not only in the page's code. */
export function mayBeSeen({ kind, quote, selector }: Evidence): boolean {
  const names = selector?.type === 'CssSelector' || selector?.type === 'TextQuoteSelector';
  return inSight.includes(kind) ? names || Boolean(quote) : perhaps.includes(kind) && names;
}
