import { t } from '../../../utils/platform/i18n';
import { forgetFolder, keptFolder } from '../../../utils/store/kept-folder';
import { Button } from '../../common/button';
import { counted, formatMoment } from '../../common/format';
import { useLiveQuery } from '../../hooks/use-live-query';

/** Which folder the library is mirrored into, since when it is up to date, and what is left alone there. */
export function FolderBox() {
  const kept = useLiveQuery(keptFolder, []);
  const folder = kept.view === 'ready' ? kept.value : undefined;
  if (!folder) return <p class="meta">{t('mirrorExplain')}</p>;
  return (
    <section class="fetch-texts">
      <p>
        {t('mirrorFolder', folder.handle.name)}{' '}
        {folder.at && counted('mirrorDone', folder.clips ?? 0, formatMoment(folder.at))}
      </p>
      {folder.theirs && folder.theirs.length > 0 && (
        <details>
          <summary>{counted('mirrorTheirs', folder.theirs.length)}</summary>
          <ul>
            {folder.theirs.map((path) => (
              <li key={path}>{path}</li>
            ))}
          </ul>
        </details>
      )}
      <Button kind="edge" onClick={() => void forgetFolder()}>
        {t('mirrorStop')}
      </Button>
    </section>
  );
}
