import type { BlockSelector, SiteRule } from '../../model/site-rule';
import type { BlockKey } from './without-blocks';

/** A block that the person picked on the page, and its name for other pages of the same article and site. */
export interface Picked {
  element: Element;
  selector: BlockSelector;
}

/** What reading a page by hand goes by. */
export interface Hand {
  /** The rule of this site, where there is one and the person wants it here. */
  rule?: SiteRule;
  pick?: Picked;
  /** Ids of trace entries that were put back. */
  keep?: ReadonlySet<string>;
}

/** All that a person has done by hand to the shown article; each step makes a new one, and Undo goes back to the last. */
export interface HandState {
  /** The rule of the site is not wanted on this page. */
  notHere: boolean;
  pick?: Picked;
  keep: readonly string[];
  removed: readonly BlockKey[];
}

/** Nothing done. */
export const untouched: HandState = { notHere: false, keep: [], removed: [] };

/** How the hand shows in a reading. */
export interface HandReport {
  picked: boolean;
  /** The site has a rule: it was used, or meant nothing on this page. */
  rule?: 'used' | 'unused';
  /** The beginnings of the blocks that were taken out in the reader. */
  removed: readonly string[];
  /** How many blocks were put back. */
  putBack: number;
}
