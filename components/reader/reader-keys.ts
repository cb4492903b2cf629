/** Everything in the reader that a key does, declared once: the listener, the list under `?` and rebinding read it. */
export const readerActions = [
  { id: 'close', key: 'Escape', fixed: true, words: 'keyClose' },
  { id: 'clip', key: 'c', words: 'keyClip' },
  { id: 'undo', key: 'z', words: 'keyUndo' },
  { id: 'type', key: 't', words: 'keyType' },
  { id: 'contents', key: 'o', words: 'keyContents' },
  { id: 'nextHeading', key: 'n', words: 'keyNextHeading' },
  { id: 'previousHeading', key: 'p', words: 'keyPreviousHeading' },
  { id: 'cite', key: 'q', words: 'keyCite' },
  { id: 'mark', key: 'h', words: 'keyMark' },
  { id: 'pen1', key: '1', words: 'keyPen1' },
  { id: 'pen2', key: '2', words: 'keyPen2' },
  { id: 'pen3', key: '3', words: 'keyPen3' },
  { id: 'pen4', key: '4', words: 'keyPen4' },
  { id: 'note', key: 'm', words: 'keyNote' },
  { id: 'nextMark', key: ']', words: 'keyNextMark' },
  { id: 'previousMark', key: '[', words: 'keyPreviousMark' },
  { id: 'listen', key: 'l', words: 'keyListen' },
  { id: 'sentenceOn', key: '.', words: 'keySentenceOn' },
  { id: 'sentenceBack', key: ',', words: 'keySentenceBack' },
  { id: 'larger', key: '+', words: 'keyLarger' },
  { id: 'smaller', key: '-', words: 'keySmaller' },
  { id: 'focusLine', key: 'f', words: 'keyFocusLine' },
  { id: 'pick', key: 'k', words: 'keyPick' },
  { id: 'remove', key: 'x', words: 'keyRemove' },
  { id: 'missing', key: 'w', words: 'keyMissing' },
  { id: 'keys', key: '?', words: 'keyAll' },
] as const satisfies readonly { id: string; key: string; fixed?: boolean; words: string }[];

export type ReaderAction = (typeof readerActions)[number]['id'];

/** Keys of the keyboard's media row, which are not rebound. */
export const mediaKeys: Readonly<Record<string, ReaderAction | 'blockOn' | 'blockBack' | 'stopListening'>> = {
  MediaPlayPause: 'listen',
  MediaTrackNext: 'blockOn',
  MediaTrackPrevious: 'blockBack',
  MediaStop: 'stopListening',
};

/** The key of every action: the person's own, or the declared one. A key that was given away twice stays with its owner. */
export function keysOf(own: Readonly<Record<string, string>>): Record<ReaderAction, string> {
  const keys = {} as Record<ReaderAction, string>;
  const taken = new Set<string>();
  const give = (id: ReaderAction, key: string): void => {
    keys[id] = key;
    taken.add(key);
  };
  for (const action of readerActions) {
    const key = 'fixed' in action ? undefined : own[action.id];
    if (key && isBindable(key)) give(action.id, key);
  }
  for (const { id, key } of readerActions) if (!(id in keys)) give(id, taken.has(key) ? '' : key);
  return keys;
}

/** Who has a key already; undefined if nobody. */
export function ownerOf(keys: Record<ReaderAction, string>, key: string): ReaderAction | undefined {
  return readerActions.find(({ id }) => keys[id] === key)?.id;
}

/**
 * Whether a key may be bound: one that writes a character, and is no blank (which scrolls). Keys that scroll, lead the
 * focus, or belong to the browser stay theirs.
 */
export function isBindable(key: string): boolean {
  return [...key].length === 1 && /\S/u.test(key);
}

/** A key as it is printed on it. */
export function printedKey(key: string): string {
  return key === 'Escape' ? 'Esc' : key.toUpperCase();
}
