import { ask } from '../../utils/messaging/ask';
import { t } from '../../utils/platform/i18n';
import { Button, IconButton } from '../common/button';
import { failureSentence } from '../common/failure';
import { counted, formatNumber } from '../common/format';
import { useTabsJob } from '../hooks/use-tabs-job';

/** Clipping all tabs of a window: how far it is, Stop; then what came of it, why some were left out, Undo. */
export function TabsJobLine() {
  const [job, putAway] = useTabsJob();
  if (!job) return null;
  const clipped = job.tabs.filter(({ state }) => state === 'clipped');
  const leftOut = job.tabs.filter(({ state }) => state === 'left-out');
  const isRunning = job.state === 'running';
  const done = clipped.length + leftOut.length;
  return (
    <section class="tabs-job" aria-label={t('clipAllTabs')}>
      <p role="status">
        <b>
          {isRunning
            ? t('tabsClipping', formatNumber(done), formatNumber(job.tabs.length))
            : job.state === 'undone'
              ? t('tabsUndone')
              : counted('tabsClipped', clipped.length, formatNumber(job.tabs.length))}
        </b>
      </p>
      {isRunning ? (
        <Button kind="edge" size="s" onClick={() => void ask('stopClipTabs', {})}>
          {t('stop')}
        </Button>
      ) : (
        <>
          {job.state !== 'undone' && clipped.some(({ outcome }) => outcome !== 'same') && (
            <Button kind="edge" size="s" icon="undo" onClick={() => void ask('undoClipTabs', {})}>
              {t('undo')}
            </Button>
          )}
          <IconButton icon="close" label={t('close')} onClick={putAway} />
        </>
      )}
      {isRunning && <progress max={job.tabs.length} value={done} aria-label={t('clipAllTabs')} />}
      {!isRunning && leftOut.length > 0 && (
        <details>
          <summary>{counted('tabsLeftOut', leftOut.length)}</summary>
          <ul>
            {leftOut.map(({ tabId, title, url, why }) => (
              <li key={tabId}>
                <span class="name">{title || url}</span>
                <small>{why && failureSentence({ code: why })}</small>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
