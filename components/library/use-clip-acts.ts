import type { ClipId, ClipSummary } from '../../utils/model/clip';
import { allHave } from '../../utils/store/clips';
import type { LibraryActs } from '../hooks/use-acts';
import type { Place } from './library-state';
import { choose, type Moves } from './moves';
import type { ListSelection } from './use-selection';

interface ClipActsFrom {
  acts: LibraryActs;
  place: Place;
  selection: ListSelection;
  shown: ClipSummary | undefined;
  /** The selected clips, or else the shown one. */
  targets: ClipId[];
  moves: Moves;
  /** List or clip is shown, not both. */
  isAlone: () => boolean;
}

export interface ClipActs {
  toggle: (kind: 'favourite' | 'archive') => Promise<void>;
  toggleRead: () => Promise<void>;
  read: (isRead: boolean) => void;
  favourite: () => void;
  archive: () => void;
  trash: () => Promise<void>;
  restore: () => void;
  restoreOne: (clip: ClipSummary) => Promise<void>;
  /** Erases the whole Trash for good. */
  erase: () => Promise<void>;
  eraseSelected: () => void;
}

/** What is done with the selected clips, or else with the shown one. What all of them are already is taken back. */
export function useClipActs(from: ClipActsFrom): ClipActs {
  const { acts, place, selection, shown, targets, moves } = from;
  /** Shows the next clip before the shown one goes, so that the focus finds a row that stays. */
  const leave = async (ids: readonly ClipId[]): Promise<void> => {
    const gone = new Set(ids);
    if (!shown || !gone.has(shown.id)) return;
    const next = from.isAlone() ? undefined : await moves.nextWithout(gone);
    choose(next?.id);
  };
  const toggle = async (kind: 'favourite' | 'archive'): Promise<void> => {
    const isOn = await allHave(targets, (clip) =>
      Boolean(kind === 'favourite' ? clip.favourite : clip.archived),
    );
    const goes =
      (kind === 'archive' && (place === 'unread' || place === 'archive')) || place === 'favourites';
    if (goes && (kind === 'archive' || isOn)) await leave(targets);
    await acts.run({ kind, clipIds: targets, on: !isOn });
    if (kind === 'archive') selection.clear();
  };
  const read = async (isRead: boolean): Promise<void> => {
    await acts.run({ kind: 'read', clipIds: targets, state: isRead ? 'read' : 'unread' });
  };
  const restore = async (ids: ClipId[]): Promise<void> => {
    await leave(ids);
    await acts.run({ kind: 'trash', clipIds: ids, on: false });
    selection.clear();
  };
  const erase = async (ids?: ClipId[]): Promise<void> => {
    choose(undefined);
    await acts.erase(ids);
    selection.clear();
  };
  return {
    toggle,
    toggleRead: async () => read(!(await allHave(targets, ({ readState }) => readState === 'read'))),
    read: (isRead) => void read(isRead),
    favourite: () => void toggle('favourite'),
    archive: () => void toggle('archive'),
    async trash() {
      await leave(targets);
      await acts.run({ kind: 'trash', clipIds: targets, on: true });
      selection.clear();
    },
    restore: () => void restore(targets),
    restoreOne: (clip) => restore([clip.id]),
    erase: () => erase(),
    eraseSelected: () => void erase(targets),
  };
}
