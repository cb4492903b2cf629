import { useEffect, useRef, useState } from 'preact/hooks';
import { newClipId } from '../../utils/clip/new-id';
import { ask } from '../../utils/messaging/ask';
import type { FromExtensionPage, PageCard } from '../../utils/messaging/protocol';
import type { Evidence } from '../../utils/model/claim';
import type { ClipId } from '../../utils/model/clip';
import { type Failure, ok, type Result } from '../../utils/model/result';
import { activeTab, findTab, observeActiveTab } from '../../utils/platform/tabs';
import { findSave } from '../../utils/store/clips';
import type { ClipState } from '../reader/clip-state';

/** What the popup knows of the tab under it. */
export type CurrentPage =
  | { view: 'loading'; title?: string; url?: string }
  | { view: 'card'; card: PageCard; url?: string }
  | { view: 'unreadable'; failure: Failure; url?: string };

export interface CurrentPageActions {
  page: CurrentPage;
  clip: ClipState;
  /** The tab that is spoken of, and its window; undefined until they are known. */
  tab: { id: number; windowId: number | undefined } | undefined;
  /** `anyway`: where no article was found but text exists. */
  onClip: (anyway: boolean) => void;
  onUndo: () => void;
  /** Opens the reader in the tab; `done` is called once it stands. */
  onRead: (done: () => void) => void;
  /** Lets the person pick the article on the page; `done` is called once that has begun. */
  onPick: (done: () => void) => void;
  /** Leads to the place on the page where a value was found; false where it does not show. */
  onShowPlace: (evidence: Evidence) => Promise<boolean>;
  /** Why reading did not work. */
  readFailure: Failure | undefined;
}

/** So often a clip is asked for where no answer comes. */
const attempts = 3;
/** So long a page must have stood still before it is asked what it is, where tabs are followed, in milliseconds. */
const settled = 250;

interface State {
  page: CurrentPage;
  clip: ClipState;
  tab?: { id: number; windowId: number | undefined };
  readFailure?: Failure;
}

const unknown: State = { page: { view: 'loading' }, clip: { kind: 'idle' } };

/**
 * Asks what stands in the active tab, and clips, reads and undoes there.
 * @param follow the tab may change under the surface, as it does beside a side panel: then the new one is asked.
 * @param leave called before the page shows something under the surface.
 */
export function useCurrentPage({
  follow = false,
  leave,
}: {
  follow?: boolean;
  leave?: () => void;
} = {}): CurrentPageActions {
  const [state, setState] = useState<State>(unknown);
  const { page, clip, tab, readFailure } = state;
  const asked = useRef(0);

  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let shown: string | undefined;
    const look = async (): Promise<void> => {
      asked.current += 1;
      const turn = asked.current;
      await describe((next) => {
        if (turn !== asked.current) return;
        setState(next);
      });
    };
    const again = (): void => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const now = await activeTab().catch(() => undefined);
        const name = `${now?.id} ${now?.url} ${now?.status}`;
        if (name === shown) return;
        shown = name;
        await look();
      }, settled);
    };
    void look();
    const stop = follow ? observeActiveTab(again) : undefined;
    return () => {
      asked.current += 1;
      clearTimeout(waiting);
      stop?.();
    };
  }, [follow]);

  /** Changes what is shown, unless another tab is spoken of by then. */
  const change = (part: Partial<State>): void =>
    setState((now) => (now.tab?.id === tab?.id ? { ...now, ...part } : now));
  const onClip = (anyway: boolean): void => {
    if (!tab || clip.kind === 'saving') return;
    change({ readFailure: undefined, clip: { kind: 'saving' } });
    clipSurely({ tabId: tab.id, draftId: newClipId(crypto), ...(anyway && { anyway }) }, page.url).then(
      (answer) => {
        if (!answer.ok) return change({ clip: { kind: 'failed', failure: answer.error } });
        const { draftId, ...outcome } = answer.value;
        change({ clip: { kind: 'saved', outcome, draftId } });
      },
    );
  };
  const onUndo = (): void => {
    if (clip.kind !== 'saved') return;
    ask('undoSave', { draftId: clip.draftId }).then((answer) =>
      change({ clip: answer.ok ? { kind: 'idle' } : { kind: 'failed', failure: answer.error } }),
    );
  };
  const onRead = (done: () => void): void => {
    if (!tab) return;
    ask('readTab', { tabId: tab.id }).then((answer) =>
      answer.ok ? done() : change({ readFailure: answer.error }),
    );
  };
  const onPick = (done: () => void): void => {
    if (!tab) return;
    ask('pickInTab', { tabId: tab.id }).then((answer) =>
      answer.ok ? done() : change({ readFailure: answer.error }),
    );
  };
  const onShowPlace = async (evidence: Evidence): Promise<boolean> => {
    const answer = tab && (await ask('showPlace', { tabId: tab.id, evidence }));
    const shown = answer?.ok === true && answer.value.shown;
    if (shown) leave?.();
    return shown;
  };
  return { page, clip, tab, onClip, onUndo, onRead, onPick, onShowPlace, readFailure };
}

/**
 * Clips a tab. Where the background ended before it answered, what it kept is looked up, or it is asked once more with
 * the same id; not where another page stands in the tab by then.
 */
async function clipSurely(
  wish: FromExtensionPage['clipTab']['data'] & { draftId: ClipId },
  url: string | undefined,
): Promise<Result<FromExtensionPage['clipTab']['value']>> {
  let answer = await ask('clipTab', wish);
  for (let attempt = 1; attempt < attempts; attempt++) {
    if (answer.ok || answer.error.code !== 'no-answer') break;
    const kept = await findSave(wish.draftId).catch(() => undefined);
    if (kept) return ok({ ...kept, draftId: wish.draftId });
    if ((await findTab(wish.tabId))?.url !== url) break;
    answer = await ask('clipTab', wish);
  }
  return answer;
}

/** Shows what is known at once (the tab's title), then what the page says and whether it is clipped. */
async function describe(show: (state: State) => void): Promise<void> {
  const front = await activeTab().catch(() => undefined);
  const url = front?.url;
  if (front?.id === undefined) {
    const failure: Failure = { code: 'restricted-page', message: 'There is no page here.' };
    return show({ ...unknown, page: { view: 'unreadable', failure, url } });
  }
  const tab = { id: front.id, windowId: front.windowId };
  show({ ...unknown, tab, page: { view: 'loading', title: front.title, url } });
  const answer = await ask('describeTab', { tabId: tab.id });
  if (!answer.ok) return show({ ...unknown, tab, page: { view: 'unreadable', failure: answer.error, url } });
  const { clipped } = answer.value;
  show({
    tab,
    page: { view: 'card', card: answer.value, url },
    clip: clipped ? { kind: 'kept', ...clipped } : { kind: 'idle' },
  });
}
