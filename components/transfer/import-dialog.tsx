import { useEffect, useRef, useState } from 'preact/hooks';
import type { ImportFile } from '../../utils/import/types';
import { t } from '../../utils/platform/i18n';
import { type ImportReport, undoImport } from '../../utils/store/import-clips';
import { Button } from '../common/button';
import { counted } from '../common/format';
import { chosenFiles } from './chosen-files';
import { FetchTexts } from './fetch-texts-box';
import { importFiles, planFiles } from './import-job';
import { ImportReportView } from './import-report';
import { PastImports } from './past-imports';

interface ImportDialogProps {
  /** Files that were dropped on the library; none where the person is still to choose. */
  files?: readonly ImportFile[];
  onClose: () => void;
}

type State =
  | { view: 'choose'; failed?: boolean }
  | { view: 'planning'; report?: ImportReport }
  | { view: 'plan'; report: ImportReport; files: readonly ImportFile[] }
  | { view: 'importing'; report?: ImportReport }
  | { view: 'done'; report: ImportReport; id: string; stopped: boolean }
  | { view: 'undone' };

/** Imports files in steps: choose, look at the plan, import, and take it back if it was wrong. Nothing is written before the plan is agreed to. */
export function ImportDialog({ files: dropped, onClose }: ImportDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const stop = useRef<AbortController | undefined>(undefined);
  const [state, setState] = useState<State>({ view: 'choose' });
  const [undoFailed, setUndoFailed] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
    if (dropped && dropped.length > 0) void plan(dropped);
    return () => stop.current?.abort();
  }, []);

  const begin = (): AbortSignal => {
    stop.current?.abort();
    stop.current = new AbortController();
    return stop.current.signal;
  };
  const plan = async (files: readonly ImportFile[]): Promise<void> => {
    if (files.length === 0) return;
    const signal = begin();
    setState({ view: 'planning' });
    try {
      const report = await planFiles(files, {
        signal,
        tell: (now) => setState({ view: 'planning', report: { ...now } }),
      });
      setState({ view: 'plan', report, files });
    } catch {
      setState({ view: 'choose', failed: !signal.aborted });
    }
  };
  const run = async (files: readonly ImportFile[]): Promise<void> => {
    const signal = begin();
    const id = crypto.randomUUID();
    let latest: ImportReport | undefined;
    setState({ view: 'importing' });
    const tell = (report: ImportReport): void => {
      latest = { ...report };
      setState({ view: 'importing', report: latest });
    };
    try {
      setState({ view: 'done', report: await importFiles(files, id, { signal, tell }), id, stopped: false });
    } catch {
      if (latest) setState({ view: 'done', report: latest, id, stopped: true });
      else setState({ view: 'choose', failed: !signal.aborted });
    }
  };
  const undo = async (id: string): Promise<void> => {
    setUndoFailed(false);
    try {
      if (await undoImport(id)) setState({ view: 'undone' });
    } catch {
      setUndoFailed(true);
    }
  };

  return (
    <dialog
      class="dialog export import"
      ref={dialog}
      aria-labelledby="import-title"
      onClose={onClose}
      onKeyDown={(event) => event.stopPropagation()}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (state.view === 'choose') void plan(chosenFiles(event.dataTransfer?.files ?? null));
      }}
    >
      <div class="dialog-head">
        <h1 id="import-title">{t('importTitle')}</h1>
      </div>
      <div class="cols" aria-live="polite">
        {state.view === 'choose' && (
          <>
            <ChooseFiles failed={state.failed} onFiles={(files) => void plan(files)} />
            <PastImports onUndo={(id) => void undo(id)} />
            <FetchTexts />
          </>
        )}
        {state.view === 'planning' && (
          <p>{state.report ? counted('importRead', total(state.report)) : t('importReading')}</p>
        )}
        {state.view === 'plan' && (
          <>
            <p>{t('importPlan')}</p>
            <ImportReportView report={state.report} />
          </>
        )}
        {state.view === 'importing' && (
          <p>{counted('importWritten', state.report ? total(state.report) : 0)}</p>
        )}
        {state.view === 'done' && (
          <>
            <p>{t(state.stopped ? 'importStopped' : 'importDone')}</p>
            <ImportReportView report={state.report} />
            <FetchTexts />
          </>
        )}
        {state.view === 'undone' && <p>{t('importUndone')}</p>}
        {undoFailed && (
          <p class="failed-line" role="alert">
            {t('importUndoFailed')}
          </p>
        )}
      </div>
      <div class="dialog-foot">
        <p class="meta-xs">{t('importPromise')}</p>
        {(state.view === 'planning' || state.view === 'importing') && (
          <Button onClick={() => stop.current?.abort()}>{t('stop')}</Button>
        )}
        {state.view === 'done' && comes(state.report) && (
          <Button icon="undo" onClick={() => void undo(state.id)}>
            {t('importUndo')}
          </Button>
        )}
        {state.view === 'plan' && (
          <Button onClick={() => setState({ view: 'choose' })}>{t('importOther')}</Button>
        )}
        {state.view === 'plan' && comes(state.report) ? (
          <Button kind="main" onClick={() => void run(state.files)}>
            {goWords(state.report)}
          </Button>
        ) : (
          <Button onClick={() => dialog.current?.close()}>{t('close')}</Button>
        )}
      </div>
    </dialog>
  );
}

/** Whether an import brings anything. */
function comes({ added, updated, collections }: ImportReport): boolean {
  return added + updated + collections > 0;
}

function goWords({ added, updated, collections }: ImportReport): string {
  const clips = added + updated;
  return clips > 0 ? counted('importGo', clips) : counted('importGoShelves', collections);
}

function total({ added, updated, same, rejected }: ImportReport): number {
  return added + updated + same + rejected;
}

/** Files by the browser's chooser, a whole folder of notes, or dropped here. */
function ChooseFiles({ failed, onFiles }: { failed?: boolean; onFiles: (files: ImportFile[]) => void }) {
  return (
    <div class="drop">
      <label class="choose">
        <span>{t('importFiles')}</span>
        <input type="file" multiple onChange={(event) => onFiles(chosenFiles(event.currentTarget.files))} />
      </label>
      <label class="choose">
        <span>{t('importFolder')}</span>
        <input
          type="file"
          ref={(input) => input?.setAttribute('webkitdirectory', '')}
          onChange={(event) => onFiles(chosenFiles(event.currentTarget.files))}
        />
      </label>
      <p class="meta-xs">{t('importKinds')}</p>
      {failed && (
        <p class="failed-line" role="alert">
          {t('importFailed')}
        </p>
      )}
    </div>
  );
}
