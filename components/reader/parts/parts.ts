import type { ClipRecord } from '../../../utils/model/clip';

/** Bytes of a font and what they are. */
export interface FontFile {
  weight: '400' | '700';
  style: 'normal' | 'italic';
  /** `unicode-range` of a font face. */
  range: string;
  /** A `data:` address. */
  data: string;
}

/** Puts the dialog of citations into an element; gives a function that takes it out. */
export type CiteMount = (
  place: HTMLElement,
  props: { record: ClipRecord; onClose: () => void },
) => () => void;

/** What is heavy and seldom needed: loaded when it is used, into a page as a script of its own. */
export interface Parts {
  toTraditional: (text: string) => string;
  toSimplified: (text: string) => string;
  legibleFont: readonly FontFile[];
  citeDialog: CiteMount;
}

export type PartName = keyof Parts;

/** Loads a part; undefined where it cannot be had. */
export type LoadPart = <K extends PartName>(name: K) => Promise<Parts[K] | undefined>;

type Given = { colophonParts?: Partial<Parts> };

/** Called by the script of a part, in the world of the reader's script: hands the part over. */
export function givePart<K extends PartName>(name: K, part: Parts[K]): void {
  const world = globalThis as Given;
  world.colophonParts = { ...world.colophonParts, [name]: part };
}

/** The part that a script has handed over. */
export function takePart<K extends PartName>(name: K): Parts[K] | undefined {
  return (globalThis as Given).colophonParts?.[name];
}
