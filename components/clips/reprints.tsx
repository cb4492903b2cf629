import { useEffect, useState } from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { type Reprint, reprintsOf } from '../../utils/store/reprints';
import { formatPartialDate } from '../common/format';
import { hashOf } from '../library/library-state';

/** The same text at other addresses: where, since when, and whether the headline is another. Nothing where it is nowhere. */
export function Reprints({ clipId }: { clipId: ClipId }) {
  const [found, setFound] = useState<Reprint[]>([]);
  useEffect(() => {
    let left = false;
    setFound([]);
    reprintsOf(clipId).then((reprints) => !left && setFound(reprints), console.error);
    return () => {
      left = true;
    };
  }, [clipId]);
  if (found.length === 0) return null;
  return (
    <section class="reprints" aria-label={t('alsoAt')}>
      <h2>{t('alsoAt')}</h2>
      <ul>
        {found.map(({ clip, firstSeen, headlineChanged }) => (
          <li key={clip.id}>
            <a href={hashOf(clip.id)} lang={clip.language}>
              {clip.siteName}
            </a>
            <span class="meta-xs">{t('firstSeen', formatPartialDate({ iso: firstSeen.slice(0, 10) }))}</span>
            {headlineChanged && (
              <span class="other-headline">
                {t('headlineChanged')} <q lang={clip.language}>{clip.title}</q>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
