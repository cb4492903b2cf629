import type { TraceEntry } from '../../../utils/model/article';
import { t } from '../../../utils/platform/i18n';

/** The sentence (`why_…`) for each reason that the extractor gives. */
const reasons: Readonly<Record<string, string>> = {
  // by what the page calls the block
  comments: 'comments',
  share: 'share',
  related: 'related',
  list: 'related',
  cards: 'related',
  newsletter: 'newsletter',
  navigation: 'navigation',
  sidebar: 'sidebar',
  footer: 'footer',
  advert: 'advert',
  dialog: 'dialog',
  author: 'author',
  bio: 'author',
  tags: 'tags',
  meta: 'meta',
  tools: 'tools',
  account: 'account',
  statement: 'statement',
  paywall: 'paywall',
  hidden: 'hidden',
  contents: 'contents',
  caption: 'caption',
  player: 'player',
  // by the kind of a line
  'original-title': 'headline',
  byline: 'byline',
  'closing-byline': 'byline',
  source: 'source',
  editor: 'editor',
  date: 'date',
  notice: 'statement',
  disclaimer: 'statement',
  counter: 'meta',
  'read-more': 'related',
  pager: 'navigation',
  credit: 'caption',
  breadcrumb: 'navigation',
  // in the words of a pass
  'pinned to a heading': 'tools',
  'repeats a sentence of the article': 'repeated',
  'the same paragraph again': 'repeated',
  'an offer to subscribe': 'paywall',
  'the same line several times': 'label',
  'not prose': 'boilerplate',
  'a template that was not filled in': 'boilerplate',
  'an appeal': 'newsletter',
  'asks for consent': 'newsletter',
  'points to another article': 'related',
  'only a link': 'links',
  links: 'links',
  'up to the headline': 'headline',
  'the subtitle': 'headline',
  'the headline again': 'headline',
  'a few words before the first paragraph': 'head',
  'a few words after the last paragraph': 'tail',
  'a heading with nothing under it': 'tail',
  'beside the article': 'outside',
  'your rule': 'rule',
};

/** Reasons that carry words of the page or a figure. */
const patterns: readonly [RegExp, string][] = [
  [/^under "(.*)"$/s, 'under'],
  [/^after "(.*)"$/s, 'after'],
  [/^\d+ % of it is links$/, 'links'],
];

/** Why a block was left out, as a sentence of the interface. */
export function whyWords({ reason }: Pick<TraceEntry, 'reason'>): string {
  const known = reasons[reason];
  if (known) return t(`why_${known}`);
  for (const [pattern, key] of patterns) {
    const match = pattern.exec(reason);
    if (match) return t(`why_${key}`, match[1] ?? '');
  }
  return t('why_other');
}

/** Which step of the extractor did it, as words of the interface; its own name where there are none. */
export function passWords({ pass }: Pick<TraceEntry, 'pass'>): string {
  const key = `pass_${pass.replaceAll('-', '_')}`;
  const words = t(key);
  return words === key ? pass : words;
}
