import { useEffect, useRef, useState } from 'preact/hooks';
import { compareTexts, type TextComparison } from '../../utils/clip/compare';
import { pageKey } from '../../utils/clip/page-key';
import { ask } from '../../utils/messaging/ask';
import type { ClipDraft, ClipRecord } from '../../utils/model/clip';
import { type Failure, fail, type Result } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { mayReach } from '../../utils/platform/permissions';
import { openAndLoad, requestSite, showTab, tabShowing } from '../../utils/platform/read-tab';
import { Button, IconButton } from '../common/button';
import { failureSentence } from '../common/failure';
import { formatMoment } from '../common/format';
import { useModal } from '../hooks/use-modal';
import { type ChangedFact, changedFacts } from './changed-facts';
import { Comparison } from './comparison';

type State =
  | { kind: 'asking' }
  | { kind: 'reading' }
  | { kind: 'failed'; failure: Failure; tabId?: number }
  | { kind: 'done'; text: TextComparison; facts: ChangedFact[]; tabId: number };

/**
 * Compares a kept clip with its page as it is now. Nothing is asked of the site before the person says so: the button
 * names it.
 */
export function CompareDialog({ record, onClose }: { record: ClipRecord; onClose: () => void }) {
  const { ref: dialog, close, onKeyDown } = useModal();
  const [state, setState] = useState<State>({ kind: 'asking' });
  const url = record.source.urls.retrieved;
  const granted = useRef(false);
  useEffect(() => {
    mayReach(url).then((may) => {
      granted.current = may;
    });
  }, [url]);
  const compare = async (): Promise<void> => {
    setState({ kind: 'reading' });
    const read = await readPageNow(url, granted.current);
    if (!read.answer.ok) return setState({ kind: 'failed', failure: read.answer.error, tabId: read.tabId });
    const now = read.answer.value;
    setState({
      kind: 'done',
      text: compareTexts(record, now),
      facts: changedFacts(record, now),
      tabId: read.tabId ?? -1,
    });
  };
  return (
    <dialog
      class="dialog compare-dialog"
      ref={dialog}
      aria-labelledby="compare-title"
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <div class="dialog-head">
        <h2 id="compare-title">{t('compareTitle')}</h2>
        <IconButton icon="close" label={t('close')} hint="Esc" onClick={close} />
      </div>
      <div class="compare-body" aria-live="polite">
        {(state.kind === 'asking' || state.kind === 'reading') && (
          <>
            <p>{t('compareHint', formatMoment(record.capture.at))}</p>
            <Button kind="main" icon="out" busy={state.kind === 'reading'} onClick={() => void compare()}>
              {t(state.kind === 'reading' ? 'comparing' : 'compareOpen', hostOf(url))}
            </Button>
          </>
        )}
        {state.kind === 'failed' && (
          <p class="failed-line" role="alert">
            <b>{failureSentence(state.failure)}</b> {t('compareFailed')}
          </p>
        )}
        {state.kind === 'done' && <Comparison {...state} lang={record.content.language} />}
        {(state.kind === 'done' || state.kind === 'failed') && state.tabId !== undefined && (
          <p>
            <button type="button" class="btn btn-text" onClick={() => void showTab(state.tabId ?? -1)}>
              {t('compareTab')}
            </button>
          </p>
        )}
      </div>
    </dialog>
  );
}

/** Reads the page in the tab that shows it, or in a new one behind; must be called straight from a click. */
async function readPageNow(
  url: string,
  granted: boolean,
): Promise<{ answer: Result<ClipDraft>; tabId?: number }> {
  if (!/^https?:/i.test(url)) return { answer: fail('restricted-page', 'This page cannot be opened.') };
  if (!granted && !(await requestSite(url).catch(() => false)))
    return { answer: fail('no-access', 'No access to this site was given.') };
  const key = pageKey(url);
  const tabId = (await tabShowing((shown) => pageKey(shown) === key)) ?? (await openAndLoad(url));
  if (tabId === undefined) return { answer: fail('not-found', 'The page could not be opened.') };
  return { answer: await ask('draftTab', { tabId }), tabId };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url;
}
