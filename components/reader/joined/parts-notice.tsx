import type { Article, ArticlePart } from '../../../utils/model/article';
import { t } from '../../../utils/platform/i18n';
import type { Joining } from '../../../utils/reading/parts/whole-article';
import { formatNumber } from '../../common/format';
import { Icon } from '../../common/icon';

export interface PartsNoticeProps {
  partial?: Article['partial'];
  parts?: readonly ArticlePart[];
  joining?: Joining;
  onRetryParts?: () => void;
}

/**
 * Says over an article in parts which of them stand here: one alone, all of them, or all but those that could not be
 * had. While they are fetched it counts; screen readers hear the end, not each step.
 */
export function PartsNotice({ partial, parts, joining, onRetryParts }: PartsNoticeProps) {
  const missing = parts?.filter(({ read }) => !read) ?? [];
  if (!parts && partial?.reason !== 'parts') return null;
  return (
    <div
      class="notice parts-notice"
      lang={t('interfaceLanguage')}
      role="status"
      aria-busy={joining ? true : undefined}
    >
      <Icon name="info" />
      <div>
        {joining ? (
          <p>{t('partsJoining', formatNumber(joining.done), formatNumber(joining.of))}</p>
        ) : (
          <p>{parts ? joinedSentence(parts, missing) : onePart(partial)}</p>
        )}
        {!joining && missing.length > 0 && onRetryParts && (
          <button type="button" class="btn btn-text" onClick={onRetryParts}>
            {t('tryAgain')}
          </button>
        )}
        {!joining && parts && <PartLinks parts={parts} />}
      </div>
    </div>
  );
}

function PartLinks({ parts }: { parts: readonly ArticlePart[] }) {
  return (
    <ul class="part-links">
      {parts.map(({ number, url }) => (
        <li key={number}>
          <a href={url} target="_blank" rel="noopener noreferrer" title={url}>
            {t('partNumber', formatNumber(number))}
          </a>
        </li>
      ))}
    </ul>
  );
}

function joinedSentence(parts: readonly ArticlePart[], missing: readonly ArticlePart[]): string {
  const of = formatNumber(parts.length);
  if (missing.length === 0) return t('partsJoined', of);
  const numbers = missing.map(({ number }) => formatNumber(number)).join(', ');
  return t('partsMissing', numbers, of);
}

function onePart(partial: Article['partial']): string {
  return partial?.parts
    ? t('partOf', formatNumber(partial.part ?? 1), formatNumber(partial.parts))
    : t('partOnly');
}
