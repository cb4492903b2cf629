/** Bytes of a font and what they are. */
export interface FontFile {
  weight: '400' | '700';
  style: 'normal' | 'italic';
  /** `unicode-range` of a font face. */
  range: string;
  /** A `data:` address. */
  data: string;
}

/** What is heavy and seldom needed: loaded when it is used, into a page as a script of its own. */
export interface Parts {
  toTraditional: (text: string) => string;
  toSimplified: (text: string) => string;
  legibleFont: readonly FontFile[];
}

export type PartName = keyof Parts;

/** Loads a part; undefined where it cannot be had. */
export type LoadPart = <K extends PartName>(name: K) => Promise<Parts[K] | undefined>;
