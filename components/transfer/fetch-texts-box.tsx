import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { requestEverySite } from '../../utils/platform/permissions';
import { listToFetch } from '../../utils/store/import-clips';
import { Button } from '../common/button';
import { counted, formatNumber } from '../common/format';
import { useLiveQuery } from '../hooks/use-live-query';
import { type FetchProgress, fetchTexts } from './fetch-texts';

/** Clips that have only an address: how many, and their texts are fetched when the person says so. */
export function FetchTexts() {
  const waiting = useLiveQuery(async () => (await listToFetch()).length, []);
  const stop = useRef<AbortController | undefined>(undefined);
  const [progress, setProgress] = useState<FetchProgress>();
  const [running, setRunning] = useState(false);
  useEffect(() => () => stop.current?.abort(), []);
  const count = waiting.view === 'ready' ? waiting.value : 0;
  if (count === 0 && !progress) return null;

  const start = async (): Promise<void> => {
    // Asked for in the click itself, which is when browsers allow the question; granted at once where it is granted.
    if (!(await requestEverySite().catch(() => true))) return;
    stop.current = new AbortController();
    setRunning(true);
    await fetchTexts(setProgress, stop.current.signal);
    setRunning(false);
  };
  return (
    <section class="fetch-texts">
      <p>{counted('fetchWaiting', count)}</p>
      {progress && (
        <p role="status">{t('fetchProgress', formatNumber(progress.done), formatNumber(progress.total))}</p>
      )}
      {progress && progress.failures.length > 0 && (
        <details>
          <summary>{counted('fetchFailures', progress.failures.length)}</summary>
          <ul>
            {progress.failures.map(({ id, title, url, why }) => (
              <li key={id}>
                <a href={url} target="_blank" rel="noreferrer">
                  {title}
                </a>{' '}
                <small>{t(`fetch_${why.replaceAll('-', '_')}`)}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
      {running ? (
        <Button onClick={() => stop.current?.abort()}>{t('pause')}</Button>
      ) : (
        count > 0 && (
          <Button kind="edge" onClick={() => void start()}>
            {t(progress ? 'fetchAgain' : 'fetchNow')}
          </Button>
        )
      )}
    </section>
  );
}
