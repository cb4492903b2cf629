import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { type PrintJob, readPrintJob } from '../../utils/platform/print-jobs';
import { Button } from '../common/button';
import { counted, formatNumber, interfaceLanguage } from '../common/format';
import { collectionName } from '../transfer/export-clips';
import { layOut } from './lay-out';

type State =
  | { view: 'loading'; done: number; of: number }
  | { view: 'ready'; count: number }
  | { view: 'gone' }
  | { view: 'failed' };

/** Clips one after the other as they will stand on paper, with contents in front; the button opens the browser's own print. */
export function PrintPage() {
  const sheets = useRef<HTMLElement>(null);
  const [state, setState] = useState<State>({ view: 'loading', done: 0, of: 0 });
  useEffect(() => {
    const stop = new AbortController();
    const made: string[] = [];
    const fill = async (job: PrintJob, root: HTMLElement): Promise<void> => {
      const count = await layOut(job, root, {
        signal: stop.signal,
        tell: (done) => setState({ view: 'loading', done, of: job.clipIds.length }),
        keep: (address) => made.push(address),
      });
      setState({ view: 'ready', count });
    };
    readPrintJob(location.hash.slice(1))
      .then((job) => {
        if (!job || !sheets.current) return setState({ view: 'gone' });
        document.title = job.clipIds.length > 1 ? collectionName(job.clipIds.length) : document.title;
        return fill(job, sheets.current);
      })
      .catch(() => !stop.signal.aborted && setState({ view: 'failed' }));
    return () => {
      stop.abort();
      for (const address of made) URL.revokeObjectURL(address);
    };
  }, []);
  return (
    <div class="print-page" lang={interfaceLanguage()}>
      <header class="print-bar">
        <p role="status">
          {state.view === 'loading' && t('exportProgress', formatNumber(state.done), formatNumber(state.of))}
          {state.view === 'ready' && counted('clipsCount', state.count)}
          {state.view === 'gone' && t('printGone')}
          {state.view === 'failed' && t('printFailed')}
        </p>
        {state.view === 'ready' && (
          <Button kind="main" onClick={() => window.print()}>
            {t('printNow')}
          </Button>
        )}
      </header>
      <main ref={sheets} />
    </div>
  );
}
