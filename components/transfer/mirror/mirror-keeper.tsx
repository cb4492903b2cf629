import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../utils/platform/i18n';
import { forgetFolder, type KeptFolder, keptFolder } from '../../../utils/store/kept-folder';
import { watchChanges } from '../../../utils/store/watch-changes';
import { Button } from '../../common/button';
import { useLiveQuery } from '../../hooks/use-live-query';
import { askAgain, hasFolders, mayWrite } from './folder-access';
import { runMirror } from './mirror-job';

/** Nothing is written while the person is still at it. */
const restMs = 3_000;

type State = 'quiet' | 'ask' | 'failed';

/**
 * Keeps the chosen folder up to date while the library is open. Shows itself only where the browser wants to be asked
 * again, or where the folder cannot be written to.
 */
export function MirrorKeeper() {
  const kept = useLiveQuery(keptFolder, []);
  const folder = kept.view === 'ready' && hasFolders() ? kept.value : undefined;
  const [state, setState] = useState<State>('quiet');
  const [allowed, setAllowed] = useState(0);
  useEffect(() => {
    if (!folder) return setState('quiet');
    const stop = new AbortController();
    const write = (changed: Parameters<typeof runMirror>[1]): void => {
      runMirror(folder, changed, { signal: stop.signal }).catch(async () => {
        if (!stop.signal.aborted) setState((await mayWrite(folder.handle)) ? 'failed' : 'ask');
      });
    };
    let unwatch = (): void => undefined;
    mayWrite(folder.handle).then((may) => {
      if (stop.signal.aborted) return;
      setState(may ? 'quiet' : 'ask');
      if (!may) return;
      write('all');
      unwatch = watchChanges(write, restMs);
    }, console.error);
    return () => {
      stop.abort();
      unwatch();
    };
  }, [folder?.handle.name, folder && JSON.stringify(folder.choice), allowed]);
  if (!folder || state === 'quiet') return null;
  return (
    <section class="mirror-line" aria-label={t('format_folder')}>
      <p role="status">{t(state === 'ask' ? 'mirrorAsk' : 'mirrorFailed', folder.handle.name)}</p>
      <Button kind="edge" size="s" onClick={() => void goOn(folder, () => setAllowed((times) => times + 1))}>
        {t('mirrorGoOn')}
      </Button>
      <Button size="s" onClick={() => void forgetFolder()}>
        {t('mirrorStop')}
      </Button>
    </section>
  );
}

async function goOn({ handle }: KeptFolder, onAllowed: () => void): Promise<void> {
  if (await askAgain(handle).catch(() => false)) onAllowed();
}
