/** What a glance at a page tells: how much prose, how it lies, and who signs it. */

export interface Signs {
  /** Size of prose, counted in Latin characters; a Han character counts as two and a half. */
  prose: number;
  /** Paragraphs of prose. */
  paragraphs: number;
  /** Parts of the page (parents of paragraphs) that hold prose: an article has few for its length. */
  parts: number;
  /** The share of the prose that lies in the second of these parts. */
  rival: number;
  /** The share of prose in all text. */
  share: number;
  headings: number;
  prices: number;
  /** Brackets in the prose. */
  asides: number;
  /** Short lines that say who wrote something, or where it comes from: an article has one or a few, a list many. */
  signatures: number;
}

const names = (list: string) => new Set(list.split(' '));
const SKIP = names(
  'script style noscript template nav footer aside svg iframe select textarea option video audio canvas dialog menu object head',
);
const BLOCK = names(
  'p div li td th h1 h2 h3 h4 h5 h6 section article main ul ol dl dt dd table tbody tr blockquote pre figure figcaption header form center body br hr details summary',
);
const SIDE =
  /(?:^|[\s_-])(?:comments?|related|sidebar|footer|nav|menu|cookie|modal|breadcrumbs?|recommend|newsletter|share)(?:$|[\s_-])/i;
const PRICE = /^(?:[$€£¥￥₹]\s?\d|\d+(?:[.,]\d\d)?\s?[€£¥元円₹])/;
const ENDS = /[.!?。！？…；”」』）]$/;
const SIGNED = /^(?:(?:written )?by|author|von|par|por|di|door|av)\b|作者|记者|来源/i;
const NODES = 40000;

/** Prose and where it lies, for the page proper or for its side matter. */
interface Pile {
  text: number;
  prose: number;
  paragraphs: number;
  asides: number;
  parts: Map<Node | null, number>;
}

const pileUp = (): Pile => ({ text: 0, prose: 0, paragraphs: 0, asides: 0, parts: new Map() });

/** Reads the signs in one walk over the nodes, without asking for any layout. */
export function readSigns(document: Document): Signs {
  const root: Node | null = document.body?.firstChild ? document.body : document.documentElement;
  const proper = pileUp();
  const sideMatter = pileUp();
  let prices = 0;
  let headings = 0;
  let signatures = 0;
  let line = '';
  let linked = 0;
  let block: Node | null = root;
  let link: Node | null = null;
  let side: Node | null = null;

  const endLine = () => {
    if (!line) return;
    const text = line.trim();
    const size = sizeOf(text);
    const name = block?.nodeName ?? '';
    const pile = side ? sideMatter : proper;
    pile.text += size;
    if (!side && size < 100 && SIGNED.test(text)) signatures += 1;
    if (size > 30 && linked < size * 0.4 && (size > 80 || ENDS.test(text)) && !/^H\d/i.test(name)) {
      const prose = Math.min(size, 1500);
      const part = block && /^(?:P|LI|PRE|BLOCKQUOTE)$/i.test(name) ? block.parentNode : block;
      pile.prose += prose;
      pile.paragraphs += 1;
      pile.asides += text.split(/[(（]/).length - 1;
      pile.parts.set(part, (pile.parts.get(part) ?? 0) + prose);
    }
    line = '';
    linked = 0;
  };

  const enter = (element: Element) => {
    const name = element.localName;
    if (BLOCK.has(name)) {
      endLine();
      if (name !== 'br' && name !== 'hr') block = element;
      if (!side && element !== root && isSide(element)) side = element;
    }
    if (name === 'a') link = element;
    else if (name === 'h2' || name === 'h3') headings += 1;
  };

  const leave = (node: Node) => {
    if (BLOCK.has((node as Element).localName)) {
      endLine();
      block = node.parentNode;
    }
    if (node === link) link = null;
    else if (node === side) side = null;
  };

  const readText = (value: string) => {
    const text = value.trim();
    if (!text) return;
    line += `${text} `;
    if (link) linked += sizeOf(text);
    if (text.length < 16 && PRICE.test(text)) prices += 1;
  };

  let node: Node | null = root;
  for (let seen = 0; node && seen < NODES; seen += 1) {
    let down: Node | null = null;
    if (node.nodeType === 3) readText(node.nodeValue ?? '');
    else if (node.nodeType === 1 && !SKIP.has((node as Element).localName)) {
      enter(node as Element);
      down = node.firstChild;
    }
    if (down) {
      node = down;
      continue;
    }
    if (node.nodeType === 1) leave(node);
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node) leave(node);
    }
    node = node && node !== root ? node.nextSibling : null;
  }
  endLine();

  // A name of side matter on what holds most of the prose means something else.
  const { text, prose, paragraphs, asides, parts } =
    sideMatter.prose > proper.prose * 2 ? sideMatter : proper;
  const second = [...parts.values()].sort((a, b) => b - a)[1] ?? 0;
  return {
    prose,
    paragraphs,
    parts: parts.size,
    rival: second && second / prose,
    share: text && prose / text,
    headings,
    prices,
    asides,
    signatures,
  };
}

function isSide(element: Element): boolean {
  const name = element.getAttribute('class');
  const id = element.id;
  return (
    (Boolean(name) && (name as string).length < 80 && SIDE.test(name as string)) ||
    (Boolean(id) && SIDE.test(id)) ||
    element.hasAttribute('hidden')
  );
}

/** Length; characters of Chinese, Japanese and Korean count more. */
function sizeOf(text: string): number {
  let size = text.length;
  if (/[\u3040-\u9fff\uac00-\ud7af]/.test(text)) {
    for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0x2fff) size += 1.5;
  }
  return size;
}
