import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import type { TraceEntry } from '../../../utils/model/article';
import { t } from '../../../utils/platform/i18n';
import type { HandReport } from '../../../utils/reading/by-hand/hand';
import type { ByHandActs } from '../../../utils/reading/reader-view';
import { Button } from '../../common/button';
import { lazily } from '../../common/lazily';
import { Toast } from '../../common/toast';
import type { ReaderAction } from '../reader-keys';

/** What is seldom wanted comes as one part of its own. */
const parts = () => import('./panels');
const AdjustPanel = lazily(async () => (await parts()).AdjustPanel);
const HandNotice = lazily(async () => (await parts()).HandNotice);
const RemoveMode = lazily(async () => (await parts()).RemoveMode);
const MissingDialog = lazily(async () => (await parts()).MissingDialog);

/** What of it is open. */
export type ByHandOpen = 'adjust' | 'remove' | 'missing';

export interface ByHandProps {
  /** The site as rules name it. */
  host: string;
  canUndo: boolean;
  acts: ByHandActs;
  report: HandReport | undefined;
  trace: readonly TraceEntry[];
}

interface ByHandOptions extends ByHandProps {
  open: string;
  setOpen: (open: ByHandOpen | 'none') => void;
  body: HTMLElement | undefined;
  lang: string;
}

export interface ByHand {
  canUndo: boolean;
  undo: () => void;
  actions: Partial<Record<ReaderAction, () => void>>;
  /** Hangs from the bar. */
  panel: (hints: Record<ReaderAction, string>) => ComponentChild;
  /** Stands under the head of the article. */
  notice: ComponentChild;
  outside: ComponentChild;
}

/** Brings together what a person does by hand to the shown article: picking, taking out, seeing what was left out. */
export function useByHand(options: ByHandOptions): ByHand {
  const { host, canUndo, acts, report, trace, open, setOpen, body, lang } = options;
  /** Counts what was taken out, so that each has a message of its own. */
  const [gone, setGone] = useState<{ count: number; failed: boolean }>();
  const remove = (block: number): void => {
    void acts
      .remove(block)
      .then((done) => setGone((last) => ({ count: (last?.count ?? 0) + 1, failed: !done })));
  };
  const undo = (): void => {
    setGone(undefined);
    void acts.undo();
  };
  const start = {
    pick: acts.pick,
    remove: () => setOpen('remove'),
    missing: () => setOpen('missing'),
  };
  return {
    canUndo,
    undo,
    actions: start,
    panel: (hints) =>
      open === 'adjust' && (
        <AdjustPanel hints={hints} onPick={start.pick} onRemove={start.remove} onMissing={start.missing} />
      ),
    notice: report && <HandNotice report={report} host={host} canUndo={canUndo} acts={acts} />,
    outside: (
      <>
        {open === 'remove' && body && (
          <RemoveMode body={body} onRemove={remove} onLeave={() => setOpen('none')} />
        )}
        {open === 'missing' && (
          <MissingDialog
            trace={trace}
            removed={report?.removed ?? []}
            lang={lang}
            canUndo={canUndo}
            acts={acts}
            onClose={() => setOpen('none')}
          />
        )}
        <div class="reader-toasts hand-toasts" role="status">
          {gone && (
            <Toast key={gone.count} onGone={() => setGone(undefined)}>
              {t(gone.failed ? 'removeEmpty' : 'isTakenOut')}
              {!gone.failed && (
                <Button icon="undo" hint="Z" onClick={undo}>
                  {t('undo')}
                </Button>
              )}
            </Toast>
          )}
        </div>
      </>
    ),
  };
}
