import { useEffect, useRef, useState } from 'preact/hooks';
import { ask } from '../../utils/messaging/ask';
import type { PageCard } from '../../utils/messaging/protocol';
import type { Evidence } from '../../utils/model/claim';
import type { Failure } from '../../utils/model/result';
import { activeTab } from '../../utils/platform/tabs';
import type { ClipState } from '../reader/clip-state';

/** What the popup knows of the tab under it. */
export type CurrentPage =
  | { view: 'loading'; title?: string; url?: string }
  | { view: 'card'; card: PageCard; url?: string }
  | { view: 'unreadable'; failure: Failure; url?: string };

export interface CurrentPageActions {
  page: CurrentPage;
  clip: ClipState;
  /** `anyway`: where no article was found but text exists. */
  onClip: (anyway: boolean) => void;
  onUndo: () => void;
  /** Opens the reader in the tab; `done` is called once it stands. */
  onRead: (done: () => void) => void;
  /** Leads to the place on the page where a value was found, and leaves the popup; false where it does not show. */
  onShowPlace: (evidence: Evidence) => Promise<boolean>;
  /** Why reading did not work. */
  readFailure: Failure | undefined;
}

/** Asks what stands in the active tab, and clips, reads and undoes there. */
export function useCurrentPage(): CurrentPageActions {
  const [page, setPage] = useState<CurrentPage>({ view: 'loading' });
  const [clip, setClip] = useState<ClipState>({ kind: 'idle' });
  const [readFailure, setReadFailure] = useState<Failure>();
  const tabId = useRef<number | undefined>(undefined);

  useEffect(() => {
    describe(setPage, (id) => {
      tabId.current = id;
    }).then((kept) => kept && setClip({ kind: 'kept', ...kept }));
  }, []);

  const onClip = (anyway: boolean): void => {
    const id = tabId.current;
    if (id === undefined || clip.kind === 'saving') return;
    setReadFailure(undefined);
    setClip({ kind: 'saving' });
    ask('clipTab', { tabId: id, ...(anyway ? { anyway } : {}) }).then((answer) => {
      if (!answer.ok) return setClip({ kind: 'failed', failure: answer.error });
      const { draftId, ...outcome } = answer.value;
      setClip({ kind: 'saved', outcome, draftId });
    });
  };
  const onUndo = (): void => {
    if (clip.kind !== 'saved') return;
    const { draftId } = clip;
    ask('undoSave', { draftId }).then((answer) => {
      setClip(answer.ok ? { kind: 'idle' } : { kind: 'failed', failure: answer.error });
    });
  };
  const onRead = (done: () => void): void => {
    const id = tabId.current;
    if (id === undefined) return;
    ask('readTab', { tabId: id }).then((answer) => (answer.ok ? done() : setReadFailure(answer.error)));
  };
  const onShowPlace = async (evidence: Evidence): Promise<boolean> => {
    const id = tabId.current;
    const answer = id === undefined ? undefined : await ask('showPlace', { tabId: id, evidence });
    const shown = answer?.ok === true && answer.value.shown;
    if (shown) window.close(); // the popup may lie over the place
    return shown;
  };
  return { page, clip, onClip, onUndo, onRead, onShowPlace, readFailure };
}

/** Shows what is known at once (the tab's title), then what the page says. Gives the earlier clip, if there is one. */
async function describe(
  show: (page: CurrentPage) => void,
  found: (tabId: number) => void,
): Promise<PageCard['clipped']> {
  const tab = await activeTab().catch(() => undefined);
  const url = tab?.url;
  if (tab?.id === undefined) {
    show({
      view: 'unreadable',
      failure: { code: 'restricted-page', message: 'There is no page here.' },
      url,
    });
    return undefined;
  }
  found(tab.id);
  show({ view: 'loading', title: tab.title, url });
  const answer = await ask('describeTab', { tabId: tab.id });
  show(
    answer.ok
      ? { view: 'card', card: answer.value, url }
      : { view: 'unreadable', failure: answer.error, url },
  );
  return answer.ok ? answer.value.clipped : undefined;
}
