import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import { useKeys } from '../hooks/use-keys';
import { libraryKeyMap } from './library-keys';
import { clipInHash, type Place } from './library-state';
import type { Moves } from './moves';
import type { ClipActs } from './use-clip-acts';
import type { ListSelection } from './use-selection';

/** What the keys of the library work on. */
interface LibraryForKeys {
  inTrash: boolean;
  total: number;
  placeOf: (id: ClipId) => Promise<number>;
  shown: ClipSummary | undefined;
  /** The selected clips, or else the shown one. */
  targets: readonly ClipId[];
  moves: Moves;
  selection: ListSelection;
  clipActs: ClipActs;
  undo: () => Promise<void>;
  leave: () => void;
  search: () => void;
  open: (clip: ClipSummary) => void;
  writeNote: () => void;
  type: () => void;
  dialog: (dialog: 'tag' | 'collect' | 'cite' | 'export' | 'import' | 'keys') => void;
  go: (place: Place) => void;
  openStorage: () => void;
}

/** The keys of the library (`library-keys`), while it is shown. */
export function useLibraryKeys(library: LibraryForKeys, isShown: boolean): void {
  const { inTrash, shown, targets, moves, selection, dialog, go } = library;
  const onTargets = useOnTargets(library);
  const pickAlong = async (direction: 1 | -1): Promise<void> => {
    const to = await moves.step(direction);
    if (to) await selection.extend(shown?.id, await library.placeOf(to.id));
  };
  useKeys(
    libraryKeyMap({
      search: (event) => {
        event.preventDefault();
        library.search();
      },
      close: library.leave,
      next: (event) => mayMove(event) && moves.step(1),
      previous: (event) => mayMove(event) && moves.step(-1),
      first: (event) => mayMove(event) && moves.to(0),
      last: (event) => mayMove(event) && moves.to(library.total - 1),
      nextPage: (event) => mayMove(event) && moves.step(10),
      previousPage: (event) => mayMove(event) && moves.step(-10),
      open: (event) => {
        if (isControl(event.target) || !shown) return;
        event.preventDefault();
        library.open(shown);
      },
      pick: (event) => {
        if (!shown || (event.key === ' ' && !inList(event.target))) return;
        event.preventDefault();
        selection.toggle(shown.id);
      },
      pickNext: (event) => mayMove(event) && void pickAlong(1),
      pickPrevious: (event) => mayMove(event) && void pickAlong(-1),
      pickAll: (event) => {
        event.preventDefault();
        void selection.all();
      },
      tag: onTargets(() => dialog('tag')),
      collect: onTargets(() => dialog('collect')),
      note: onTargets((now) => now.writeNote()),
      read: onTargets((now) => void now.clipActs.toggleRead()),
      favourite: onTargets((now) => void now.clipActs.toggle('favourite')),
      archive: onTargets((now) => void now.clipActs.toggle('archive')),
      trash: onTargets((now) => void now.clipActs.trash()),
      undo: (event) => {
        event.preventDefault();
        void library.undo();
      },
      cite: () => targets.length > 0 && dialog('cite'),
      export: () => targets.length > 0 && !inTrash && dialog('export'),
      import: () => dialog('import'),
      type: () => shown && library.type(),
      goAll: () => go('all'),
      goUnread: () => go('unread'),
      goFavourites: () => go('favourites'),
      goArchive: () => go('archive'),
      goTrash: () => go('trash'),
      goStorage: library.openStorage,
      keys: () => dialog('keys'),
    }),
    isShown ? window : undefined,
  );
}

/** A key for the clip that one is on the way to is not answered later than so many milliseconds after it: nobody expects it then. */
const patience = 5_000;

/**
 * Makes keys that work on the selected clips or the shown one. One that comes while the list is on its way to another clip is
 * for that one, and is answered when it is shown: at once it would change the clip that one has just left.
 */
function useOnTargets(library: LibraryForKeys) {
  const latest = useRef(library);
  latest.current = library;
  const waiting = useRef<{ act: (now: LibraryForKeys) => void; since: number }[]>([]);
  const answer = (): void => {
    const now = latest.current;
    if (isOnTheWay(now)) return;
    for (const { act, since } of waiting.current.splice(0))
      if (now.targets.length > 0 && !now.inTrash && performance.now() - since < patience) act(now);
  };
  useLayoutEffect(answer);
  return (act: (now: LibraryForKeys) => void) => (event: KeyboardEvent) => {
    if (library.inTrash || (library.targets.length === 0 && !isOnTheWay(library))) return;
    event.preventDefault();
    waiting.current.push({ act, since: performance.now() });
    answer();
    void library.moves.settled().then(answer);
  };
}

/** Whether another clip than the shown one was asked for; what is done to a selection does not depend on it. */
function isOnTheWay({ moves, selection, shown }: LibraryForKeys): boolean {
  if (selection.ids.size > 0) return false;
  const asked = clipInHash(location.hash);
  return moves.areUnderWay() || (asked !== undefined && asked !== shown?.id);
}

/** Arrows, Home and the like move in the list only from there: elsewhere they scroll, or are a control's own. */
function mayMove(event: KeyboardEvent): boolean {
  const isLetter = event.key.length === 1;
  if (!isLetter && !inList(event.target) && event.target !== document.body) return false;
  event.preventDefault();
  return true;
}

function inList(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.list') !== null && !isControl(target, 'a');
}

/** Enter and Space on a control are its own. */
function isControl(target: EventTarget | null, but = ''): boolean {
  if (!(target instanceof Element)) return false;
  const control = target.closest('button, a, summary, input, select, textarea, [role="menuitem"]');
  return control !== null && !(but && control.matches(but));
}
