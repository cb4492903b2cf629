import type { Claim } from './claim';
import type { Agent } from './source';

/** The page that a reader looks at, as the core is told of it. */
export interface PageRef {
  /** Absolute address. */
  url: string;
  /** RFC 3339; needed only to place relative dates. */
  now?: string;
}

/** HTML that went through `utils/dom/sanitize`; the only thing a component may set. */
export type SafeHtml = string & { readonly __safe: unique symbol };

/** An image of the article, with what the page says about it. Its rights are added by `utils/rights`. */
export interface ArticleImage {
  /** `img1`, `img2`… in reading order. */
  id: string;
  /** Absolute address of the best candidate; the same string as `src` of the `<img>` in the article's HTML. */
  src: string;
  alt?: string;
  width?: number;
  height?: number;
  /** The caption without the credit. */
  caption?: Claim<string>;
  /** The credit as printed: `记者 李忠 摄`, `Photo: Ada Marlowe/AFP`. */
  credit?: Claim<string>;
  creators: Claim<Agent>[];
  agency?: Claim<Agent>;
}

/** What a pass of the extractor took out, and why; shown as "why is this missing?". */
export interface TraceEntry {
  /** Names the block on this page, the same at each reading: to put it back. */
  id: string;
  pass: string;
  reason: string;
  /** A short description of the node: `div.related`. */
  node: string;
  /** The first 120 characters of its text. */
  text: string;
}

/** One page of an article that stands on several. */
export interface ArticlePart {
  number: number;
  url: string;
  /** False where it could not be read: its text is missing. */
  read: boolean;
}

/** The readable content taken from a page. */
export interface Article {
  title: string;
  subtitle?: string;
  /**
   * Built from an allow-list by our own serialiser. Still a plain string: it becomes SafeHtml only by
   * passing the sanitiser, on the way in and again on display.
   */
  html: string;
  /** Prose blocks joined by `\n`; captions and credits are in `images`. */
  text: string;
  images: ArticleImage[];
  /** BCP 47. */
  language?: string;
  direction?: 'ltr' | 'rtl';
  /** Latin words, and Han, kana and hangul characters, each one. */
  wordCount: number;
  /** Set when the page shows only a part. */
  partial?: { reason: 'paywall' | 'parts'; part?: number; parts?: number };
  /** Set where the text was joined from several pages, in their order. */
  parts?: ArticlePart[];
  trace: TraceEntry[];
}

export interface Detection {
  readable: boolean;
  score: number;
  reasons: string[];
}
