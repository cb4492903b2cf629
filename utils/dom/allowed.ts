/**
 * The only elements and attributes that leave Colophon as HTML (reliability.md 1.3). Everything else is
 * unwrapped or dropped. `id` and `class` are further bound to our own shapes in `serialize.ts`.
 */

const INLINE =
  'a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rb rp rt rtc ruby s samp small span strong sub sup time u var wbr';
const BLOCK =
  'blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul';
const MATH =
  'math annotation menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover semantics none';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

export const BLOCK_TAGS = set(BLOCK);
export const MATH_TAGS = set(MATH);
export const ALLOWED_TAGS: ReadonlySet<string> = new Set([...INLINE.split(' '), ...BLOCK_TAGS, ...MATH_TAGS]);

/** Elements without content. */
export const VOID_TAGS = set('br col hr img wbr');

/** MathML leaves: text only, so that no HTML can hide in an integration point. */
export const MATH_TOKENS = set('annotation mi mn mo ms mtext');

/** May stand on any element. */
export const GLOBAL_ATTRIBUTES = ['lang', 'dir', 'id'] as const;

export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href', 'hreflang', 'title'],
  abbr: ['title'],
  annotation: ['encoding'],
  blockquote: ['cite'],
  code: ['class'],
  col: ['span'],
  colgroup: ['span'],
  del: ['cite', 'datetime'],
  details: ['open'],
  dfn: ['title'],
  img: ['src', 'alt', 'width', 'height'],
  ins: ['cite', 'datetime'],
  li: ['value'],
  math: ['display', 'alttext'],
  menclose: ['notation'],
  mfrac: ['linethickness'],
  mi: ['mathvariant'],
  mo: ['stretchy', 'fence', 'separator', 'form'],
  mover: ['accent'],
  mspace: ['width'],
  mtable: ['columnalign', 'rowspacing', 'columnspacing'],
  mtd: ['columnalign', 'columnspan', 'rowspan'],
  munder: ['accentunder'],
  ol: ['start', 'reversed', 'type'],
  q: ['cite'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan', 'scope'],
  time: ['datetime'],
};

/** Every attribute that may stand on some element. */
export const ATTRIBUTE_NAMES = [...new Set([...GLOBAL_ATTRIBUTES, ...Object.values(ATTRIBUTES).flat()])];

export const BOOLEAN_ATTRIBUTES = set('open reversed');
export const NUMBER_ATTRIBUTES = set('colspan rowspan span start value');
/** Attributes that hold an address. */
export const ADDRESS_ATTRIBUTES = set('href src cite');

/** Never read, not even for their text: no prose for a reader stands in them. */
export const SILENT_TAGS = set(
  'script style template noscript title meta link base object embed applet param iframe frame frameset noframes canvas audio video source track map area svg select option optgroup datalist textarea input button progress meter dialog',
);
