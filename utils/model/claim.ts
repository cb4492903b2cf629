/** Every value that a page states is kept with the rule that found it, the place, and the page's own words. */

/** Where a value came from. At least one for each claim, unless the person entered it. */
export interface Evidence {
  kind:
    | 'json-ld'
    | 'microdata'
    | 'rdfa'
    | 'microformat'
    | 'meta'
    | 'link'
    | 'http-header'
    | 'visible-text'
    | 'caption'
    | 'byline'
    | 'footer'
    | 'breadcrumb'
    | 'url'
    | 'image-metadata'
    | 'api'
    | 'site-rule'
    | 'import'
    | 'user';
  /** Our rule's id, for instance `zh.byline.closing`: it makes a wrong value reportable. */
  rule: string;
  scope: 'work' | 'image' | 'photos' | 'comments' | 'page' | 'site' | 'template' | 'other' | 'unknown';
  /** The page's own words, verbatim, at most 500 characters. */
  quote?: string;
  selector?: TextQuoteSelector | CssSelector | JsonPointerSelector;
  /** BCP 47 of the quote. */
  lang?: string;
  /** Set when the value came from another document (a licence page, an image's header). */
  url?: string;
}

/** W3C Web Annotation TextQuoteSelector. */
export interface TextQuoteSelector {
  type: 'TextQuoteSelector';
  exact: string;
  prefix?: string;
  suffix?: string;
}

/** W3C Web Annotation TextPositionSelector; code points in the clip's canonical text. */
export interface TextPositionSelector {
  type: 'TextPositionSelector';
  start: number;
  end: number;
}

export interface CssSelector {
  type: 'CssSelector';
  value: string;
}

/** RFC 6901 pointer into the n-th `application/ld+json` script of the page. */
export interface JsonPointerSelector {
  type: 'x-JsonPointer';
  value: string;
  script?: number;
}

export interface Claim<T> {
  value: T;
  status: 'stated' | 'inferred' | 'user' | 'conflict';
  /** 0..1 */
  confidence: number;
  evidence: Evidence[];
  alternatives?: { value: T; confidence: number; evidence: Evidence[] }[];
}
