import { pageValue } from '../../utils/clip/correct';
import type { Claim } from '../../utils/model/claim';
import type { ClipDraft, ClipRecord } from '../../utils/model/clip';
import type { CorrectedFact } from '../../utils/model/correction';
import { t } from '../../utils/platform/i18n';
import { pageWords } from '../rights/fact-list';

/** A fact that the page states otherwise than when it was clipped; undefined where it says nothing. */
export interface ChangedFact {
  label: string;
  before: string | undefined;
  now: string | undefined;
}

type Facts = Pick<ClipDraft, 'source' | 'rights'>;

const compared: readonly (readonly [CorrectedFact, string, (facts: Facts) => unknown])[] = [
  ['title', 'factTitle', ({ source }) => source.title],
  ['creators', 'factAuthor', ({ source }) => source.creators],
  ['origin', 'factFirstPublished', ({ source }) => source.origin],
  ['site', 'siteName', ({ source }) => source.site],
  ['published', 'factPublished', ({ source }) => source.published],
  ['rights', 'rights', ({ rights }) => rights.signal],
];

/**
 * What the page says of its source and rights now and said then. The person's own values are left out of it: what is
 * compared is the page with the page.
 */
export function changedFacts(kept: ClipRecord, now: Facts): ChangedFact[] {
  const lang = kept.source.language.value;
  return compared
    .flatMap(([fact, label, read]) => {
      const path = fact === 'rights' ? '/rights/signal' : `/source/${fact}`;
      const edited = kept.edits.some((edit) => edit.path === path);
      const before = pageWords(fact, edited ? pageValue(kept, path) : read(kept), lang);
      const after = pageWords(fact, read(now), lang);
      return before === after ? [] : [{ label: t(label), before, now: after }];
    })
    .concat(changedNotices(kept, now));
}

/** Statements that have come or gone. */
function changedNotices(kept: ClipRecord, now: Facts): ChangedFact[] {
  const words = (claims: readonly Claim<string>[]): string[] => claims.map(({ value }) => value);
  const before = words(kept.rights.notices);
  const after = words(now.rights.notices);
  const gone = before.filter((notice) => !after.includes(notice));
  const come = after.filter((notice) => !before.includes(notice));
  if (gone.length + come.length === 0) return [];
  return [
    { label: t('factNotice'), before: gone.join('\n') || undefined, now: come.join('\n') || undefined },
  ];
}
