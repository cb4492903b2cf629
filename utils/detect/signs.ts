/** What a glance at a page tells: how much prose, how it lies, and what the page calls itself. */

export interface Signs {
  /** Size of prose, counted in Latin characters; a Han character counts as two and a half. */
  prose: number;
  /** Paragraphs of prose. */
  paragraphs: number;
  /** The share of the prose in the one part of the page that holds most of it. */
  gathered: number;
  /** The share of link text in all text. */
  linked: number;
  /** Short lines that are all link, such as titles in a list. */
  titles: number;
  articles: number;
  prices: number;
  headings: number;
  /** Links and buttons that call to buy, book or begin. */
  calls: number;
  /** The longest run of prose in one part, beside the largest. */
  rival: number;
}

const SKIP =
  /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|NAV|FOOTER|ASIDE|SVG|IFRAME|SELECT|TEXTAREA|OPTION|VIDEO|AUDIO|CANVAS|DIALOG|MENU|OBJECT|HEAD)$/;
const BLOCK =
  /^(?:P|DIV|LI|TD|TH|H[1-6]|SECTION|ARTICLE|MAIN|UL|OL|DL|DT|DD|TABLE|TBODY|TR|BLOCKQUOTE|PRE|FIGURE|FIGCAPTION|HEADER|FORM|CENTER|BODY|BR|HR|DETAILS|SUMMARY)$/i;
const SIDE =
  /(?:^|[\s_-])(?:comments?|related|sidebar|footer|nav|menu|cookie|modal|breadcrumbs?|recommend|newsletter|share)(?:$|[\s_-])/i;
const PRICE = /^\s*(?:[$€£¥￥₹]\s?\d|\d+(?:[.,]\d\d)?\s?[€£¥元円₹])/;
const CALL =
  /^(?:add to (?:cart|bag|basket)|(?:buy|shop|order|apply|enroll|register|donate|book)(?: now| online| all| today)?|checkout|pricing|get started|get a .{0,6}(?:quote|demo|trial)|(?:start|try) .{0,12}free.{0,9}|(?:request|schedule) .{3,20}|contact(?: us| sales)?|learn more|(?:view|see) (?:all|details|product|more|plans|pricing)|加入购物车|立即购买|立即咨询|免费试用|在线咨询)$/i;
const ENDS = /[.!?。！？…；”」』）]\s*$/;
const NODES = 40000;

/** Prose and where it lies, for the page proper or for its side matter. */
interface Pile {
  prose: number;
  paragraphs: number;
  parts: Map<Node | null, number>;
}

/** Reads the signs in one walk over the nodes, without asking for any layout. */
export function readSigns(document: Document): Signs {
  const root: Node | null = document.body?.firstChild ? document.body : document.documentElement;
  let titles = 0;
  let articles = 0;
  let prices = 0;
  let headings = 0;
  let calls = 0;
  const proper: Pile = { prose: 0, paragraphs: 0, parts: new Map() };
  const sideMatter: Pile = { prose: 0, paragraphs: 0, parts: new Map() };
  let text = 0;
  let links = 0;
  let line = 0;
  let linkLine = 0;
  let last = '';
  let block: Node | null = root;
  let link: Node | null = null;
  let button: Node | null = null;
  let side: Node | null = null;

  const endLine = () => {
    if (line > 30 && linkLine < line * 0.4 && (line > 80 || ENDS.test(last))) {
      const pile = side ? sideMatter : proper;
      const prose = Math.min(line, 1500);
      const part = block && /^(?:P|LI|PRE|BLOCKQUOTE)$/i.test(block.nodeName) ? block.parentNode : block;
      pile.prose += prose;
      pile.paragraphs += 1;
      pile.parts.set(part, (pile.parts.get(part) ?? 0) + prose);
    } else if (line > 12 && linkLine > line * 0.8 && !side) titles += 1;
    line = 0;
    linkLine = 0;
  };

  const readText = (value: string) => {
    const size = sizeOf(value);
    if (!size) return;
    last = value;
    text += size;
    line += size;
    if (link) {
      links += size;
      linkLine += size;
    }
    if ((link || button) && size < 40 && CALL.test(value.trim())) calls += 1;
    if (size < 16 && PRICE.test(value)) prices += 1;
  };

  const enter = (element: Element) => {
    const name = element.nodeName;
    if (BLOCK.test(name)) {
      endLine();
      if (!/^(?:BR|HR)$/i.test(name)) block = element;
      if (!side && element !== root && isSide(element)) side = element;
    }
    if (/^A$/i.test(name)) link = element;
    else if (/^BUTTON$/i.test(name)) button = element;
    else if (/^ARTICLE$/i.test(name)) articles += 1;
    else if (/^H[23]$/i.test(name)) headings += 1;
  };

  const leave = (node: Node) => {
    if (BLOCK.test(node.nodeName)) {
      endLine();
      block = node.parentNode;
    }
    if (node === link) link = null;
    else if (node === button) button = null;
    else if (node === side) side = null;
  };

  let node: Node | null = root;
  for (let seen = 0; node && seen < NODES; seen += 1) {
    let down: Node | null = null;
    if (node.nodeType === 3) readText(node.nodeValue ?? '');
    else if (node.nodeType === 1 && !SKIP.test(node.nodeName)) {
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
  const pile = sideMatter.prose > proper.prose * 2 ? sideMatter : proper;
  const sizes = [...pile.parts.values()].sort((a, b) => b - a);
  const share = (size: number | undefined) => (pile.prose ? (size ?? 0) / pile.prose : 0);
  return {
    prose: pile.prose,
    paragraphs: pile.paragraphs,
    gathered: share(sizes[0]),
    rival: share(sizes[1]),
    linked: text ? links / text : 0,
    titles,
    articles,
    prices,
    headings,
    calls,
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

/** Length without white space at the ends; characters of Chinese, Japanese and Korean count more. */
function sizeOf(text: string): number {
  const trimmed = text.trim();
  let size = trimmed.length;
  if (size > 1 && /[\u3040-\u9fff\uac00-\ud7af]/.test(trimmed)) {
    for (let i = 0; i < trimmed.length; i += 1) if (trimmed.charCodeAt(i) > 0x2fff) size += 1.5;
  }
  return size;
}
