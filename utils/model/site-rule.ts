import type { TextQuoteSelector } from './claim';
import type { Timestamp } from './clip';

/**
 * Which blocks of a page are meant, in the words of the Web Annotation model: a CSS selector, and where that names no
 * more than a kind of block, the words with which the block begins.
 */
export interface BlockSelector {
  type: 'CssSelector';
  value: string;
  refinedBy?: Pick<TextQuoteSelector, 'type' | 'exact'>;
}

/** What a person said by hand about the pages of one site, as data that can be read, edited and given away. */
export interface SiteRule {
  /** Without `www.`, with the port where it is named. */
  host: string;
  /** Where the article stands; the first that is found on a page counts. */
  pick: BlockSelector[];
  /** What is left out of it. */
  drop: BlockSelector[];
  made: Timestamp;
}

/** More of either a site does not have. */
const most = 50;

/** The rule with one more block to pick (which then counts first) or to leave out; begun where there is none. */
export function withBlock(
  rule: SiteRule | undefined,
  host: string,
  what: 'pick' | 'drop',
  block: BlockSelector,
  now: Timestamp,
): SiteRule {
  const known = rule ?? { host, pick: [], drop: [], made: now };
  const others = known[what].filter((each) => !sameBlock(each, block));
  return { ...known, [what]: [block, ...others].slice(0, most) };
}

/** Whether two selectors are the same. */
export function sameBlock(one: BlockSelector, other: BlockSelector): boolean {
  return one.value === other.value && one.refinedBy?.exact === other.refinedBy?.exact;
}

/** The rule without one of its blocks; undefined where nothing is left of it. */
export function withoutBlock(rule: SiteRule, block: BlockSelector): SiteRule | undefined {
  const left = (blocks: readonly BlockSelector[]) => blocks.filter((each) => !sameBlock(each, block));
  const next = { ...rule, pick: left(rule.pick), drop: left(rule.drop) };
  return next.pick.length + next.drop.length > 0 ? next : undefined;
}

/** The rules of a file or of kept settings: whatever is no rule is left out, never trusted. */
export function readRules(value: unknown): SiteRule[] {
  const rows = Array.isArray(value) ? value : [];
  return rows.flatMap((row): SiteRule[] => {
    const { host, pick, drop, made } = (row ?? {}) as Partial<Record<keyof SiteRule, unknown>>;
    if (typeof host !== 'string' || !/^[\p{L}\p{N}.-]{1,255}(?::\d{1,5})?$/u.test(host)) return [];
    const rule = {
      host,
      pick: readBlocks(pick),
      drop: readBlocks(drop),
      made: typeof made === 'string' ? made : '',
    };
    return rule.pick.length + rule.drop.length > 0 ? [rule] : [];
  });
}

function readBlocks(value: unknown): BlockSelector[] {
  const rows = Array.isArray(value) ? value : [];
  return rows
    .flatMap((row): BlockSelector[] => {
      const { type, value: selector, refinedBy } = (row ?? {}) as Record<string, unknown>;
      if (type !== 'CssSelector' || typeof selector !== 'string' || !selector || selector.length > 1_000)
        return [];
      const exact = (refinedBy as { exact?: unknown } | undefined)?.exact;
      const cue =
        typeof exact === 'string' && exact
          ? { type: 'TextQuoteSelector' as const, exact: exact.slice(0, 200) }
          : undefined;
      return [{ type, value: selector, ...(cue && { refinedBy: cue }) }];
    })
    .slice(0, most);
}
