import { render } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { t } from '../../../utils/platform/i18n';
import { formatNumber } from '../../common/format';
import type { ShownBody } from '../article-body';
import { oursClass } from '../marks/map-options';

export interface GapsOptions {
  gaps?: readonly { number: number; url: string; before: number }[];
  of: number;
  onRetry?: () => void;
}

/** Stands at the place of each missing part and says so, with the way to read it where it stands or to try again. */
export function useGaps(body: ShownBody | undefined, { gaps, of, onRetry }: GapsOptions): void {
  useLayoutEffect(() => {
    if (!body || !gaps?.length) return;
    const blocks = [...body.element.children];
    const places = gaps.map(({ number, url, before }) => {
      const place = body.element.ownerDocument.createElement('div');
      place.className = `${oursClass} part-gap`;
      const next = blocks[before];
      if (next) next.before(place);
      else body.element.append(place);
      render(<Gap number={number} url={url} of={of} onRetry={onRetry} />, place);
      return place;
    });
    return () => {
      for (const place of places) {
        render(null, place);
        place.remove();
      }
    };
  }, [body, gaps, of, onRetry]);
}

function Gap({
  number,
  url,
  of,
  onRetry,
}: {
  number: number;
  url: string;
  of: number;
  onRetry?: () => void;
}) {
  return (
    <p class="notice" lang={t('interfaceLanguage')}>
      <span>{t('partUnread', formatNumber(number), formatNumber(of))}</span>{' '}
      <a href={url} target="_blank" rel="noopener noreferrer">
        {t('partOpen')}
      </a>{' '}
      {onRetry && (
        <button type="button" class="btn btn-text" onClick={onRetry}>
          {t('tryAgain')}
        </button>
      )}
    </p>
  );
}
