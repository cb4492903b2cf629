import { t } from '../../utils/platform/i18n';
import type { ImportReport } from '../../utils/store/import-clips';
import { counted, formatAddress, formatNumber } from '../common/format';

/** How many are new, joined, the same and rejected, with examples of each and every reason. */
export function ImportReportView({ report }: { report: ImportReport }) {
  const { added, updated, same, rejected, examples, rejections, toFetch, kinds, collections } = report;
  const lines = [
    { key: 'add', count: added, clips: examples.add },
    { key: 'update', count: updated, clips: examples.update },
    { key: 'same', count: same, clips: examples.same },
  ] as const;
  return (
    <>
      <p class="meta-xs">
        {[...kinds]
          .map(([kind, count]) => `${t(`import_${kind.replaceAll('-', '_')}`)} (${formatNumber(count)})`)
          .join(', ')}
      </p>
      <ul class="import-plan">
        {lines.map(({ key, count, clips }) => (
          <li key={key}>
            <strong>{counted(`import_${key}`, count)}</strong>
            {clips.length > 0 && (
              <ul>
                {clips.map(({ title, url }) => (
                  <li key={url + title}>
                    {title} <small>{formatAddress(url)}</small>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
        {collections > 0 && (
          <li>
            <strong>{counted('importShelves', collections)}</strong>
          </li>
        )}
        <li>
          <strong>{counted('import_reject', rejected)}</strong>
          {rejections.length > 0 && (
            <details>
              <summary>{t('importReasons')}</summary>
              <ul>
                {rejections.map(({ where, reason, shown }, index) => (
                  <li key={`${where} ${index}`}>
                    {t(`reject_${reason.replaceAll('-', '_')}`)}{' '}
                    <small>{[where, shown].filter(Boolean).join(' · ')}</small>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      </ul>
      {toFetch > 0 && <p class="meta-xs">{counted('importToFetch', toFetch)}</p>}
    </>
  );
}
