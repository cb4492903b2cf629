import type { KeyLine } from '../common/key-sheet';

/**
 * Every key of the library, declared once: the listener and the list under `?` read it. `shown` is what is printed on
 * the keys where that differs. Where several keys do the same, the further ones are in `also`.
 */
export const libraryActions = [
  { id: 'search', key: '/', words: 'keySearch' },
  { id: 'next', key: 'j', also: ['ArrowDown'], shown: 'J K', words: 'keyMove' },
  { id: 'previous', key: 'k', also: ['ArrowUp'] },
  { id: 'first', key: 'Home' },
  { id: 'last', key: 'End' },
  { id: 'nextPage', key: 'PageDown' },
  { id: 'previousPage', key: 'PageUp' },
  { id: 'open', key: 'Enter', also: ['o'], shown: '↵', words: 'keyOpen' },
  { id: 'pick', key: 'x', also: [' '], words: 'keySelect' },
  {
    id: 'pickNext',
    key: 'Shift+J',
    also: ['Shift+ArrowDown'],
    shown: 'Shift J/K',
    words: 'keyExtend',
  },
  { id: 'pickPrevious', key: 'Shift+K', also: ['Shift+ArrowUp'] },
  { id: 'pickAll', key: 'Mod+a', shown: 'Ctrl A', words: 'keySelectAll' },
  { id: 'tag', key: 't', words: 'keyTag' },
  { id: 'collect', key: 'v', words: 'keyCollect' },
  { id: 'note', key: 'n', words: 'keyWriteNote' },
  { id: 'read', key: 'u', words: 'keyRead' },
  { id: 'favourite', key: 's', words: 'keyFavourite' },
  { id: 'archive', key: 'e', words: 'keyArchive' },
  { id: 'trash', key: '#', also: ['Delete'], shown: '# Delete', words: 'keyTrash' },
  { id: 'undo', key: 'z', also: ['Mod+z'], words: 'keyUndo' },
  { id: 'cite', key: 'q', words: 'keyCite' },
  { id: 'export', key: 'Shift+E', shown: 'Shift E', words: 'keyExport' },
  { id: 'import', key: 'i', words: 'keyImport' },
  { id: 'type', key: 'Shift+T', shown: 'Shift T', words: 'keyType' },
  { id: 'goAll', key: 'g a', words: 'keyGoAll' },
  { id: 'goUnread', key: 'g u', words: 'keyGoUnread' },
  { id: 'goFavourites', key: 'g f', words: 'keyGoFavourites' },
  { id: 'goArchive', key: 'g e', words: 'keyGoArchive' },
  { id: 'goTrash', key: 'g t', also: ['g #'], words: 'keyGoTrash' },
  { id: 'goStorage', key: 'g s', words: 'keyGoStorage' },
  { id: 'close', key: 'Escape', shown: 'Esc', words: 'keyLeave' },
  { id: 'keys', key: '?', words: 'keyAll' },
] as const satisfies readonly LibraryKey[];

interface LibraryKey {
  id: string;
  key: string;
  also?: readonly string[];
  shown?: string;
  /** The message that says what it does; keys without one stand in the line of another. */
  words?: string;
}

export type LibraryAction = (typeof libraryActions)[number]['id'];

/** What the keys do, for the listener: each key of an action that is given does it. */
export function libraryKeyMap(
  actions: Partial<Record<LibraryAction, (event: KeyboardEvent) => void>>,
): Record<string, (event: KeyboardEvent) => void> {
  const declared: readonly LibraryKey[] = libraryActions;
  return Object.fromEntries(
    declared.flatMap(({ id, key, also = [] }) => {
      const act = actions[id as LibraryAction];
      return act ? [key, ...also].map((each) => [each, act]) : [];
    }),
  );
}

/** The lines of the list of all keys. */
export function libraryKeyLines(): KeyLine[] {
  const declared: readonly LibraryKey[] = libraryActions;
  return declared.flatMap(({ key, shown, words }) =>
    words ? [[shown ?? key.toUpperCase(), words] as const] : [],
  );
}
