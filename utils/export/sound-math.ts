import { h, type Markup, type MarkupElement } from './markup';

/** How many parts a MathML element must have; EPUB's schema checks it. */
const arity: Record<string, number> = {
  mfrac: 2,
  mroot: 2,
  msub: 2,
  msup: 2,
  msubsup: 3,
  munder: 2,
  mover: 2,
  munderover: 3,
};
const tokens = new Set('mi mn mo ms mtext'.split(' '));
const groups = new Set('mrow msqrt mstyle menclose mpadded mphantom'.split(' '));
const attributesOf: Record<string, readonly string[]> = {
  mi: ['mathvariant'],
  mo: ['stretchy', 'fence', 'separator', 'form'],
  mover: ['accent'],
  munder: ['accentunder'],
};

/** A formula's TeX, as the page wrote it beside the drawing; undefined where it did not. */
export function texOf(math: Element): string | undefined {
  const note = Array.from(math.getElementsByTagName('annotation')).find((each) =>
    /tex/i.test(each.getAttribute('encoding') ?? 'tex'),
  );
  return note?.textContent?.trim() || undefined;
}

/** A formula as MathML if all its parts are in order, otherwise its TeX or its signs. */
export function soundMath(math: Element): MarkupElement | string {
  const parts = contentOf(math);
  const words = texOf(math) ?? math.textContent?.trim() ?? '';
  const children = parts && allSound(parts);
  if (!children || children.length === 0) return words ? h('code', {}, words) : '';
  const display = math.getAttribute('display');
  return h(
    'math',
    {
      xmlns: 'http://www.w3.org/1998/Math/MathML',
      display: display === 'block' ? display : undefined,
      alttext: words || undefined,
    },
    children,
  );
}

/** Without `<semantics>`: what is drawn, not what is said beside it. */
function contentOf(math: Element): Element[] | undefined {
  const parts = elementsOf(math);
  const [first] = parts;
  if (parts.length === 1 && first?.localName === 'semantics') {
    return elementsOf(first)
      .filter((each) => each.localName !== 'annotation')
      .slice(0, 1);
  }
  return parts;
}

function elementsOf(parent: Element): Element[] {
  return Array.from(parent.children);
}

function allSound(elements: Element[]): Markup[] | undefined {
  const made = elements.map(sound);
  return made.every((each) => each !== undefined) ? (made as Markup[]) : undefined;
}

function sound(element: Element): MarkupElement | undefined {
  const tag = element.localName;
  if (tokens.has(tag)) {
    return element.children.length === 0
      ? h(tag, kept(element), (element.textContent ?? '').trim())
      : undefined;
  }
  if (tag === 'mspace') return h('mspace');
  if (tag === 'mtable') return grid(element);
  const children = allSound(elementsOf(element));
  if (!children) return undefined;
  if (groups.has(tag))
    return h(tag === 'mstyle' || tag === 'menclose' || tag === 'mpadded' ? 'mrow' : tag, {}, children);
  if (arity[tag] === children.length) return h(tag, kept(element), children);
  return undefined;
}

function grid(element: Element): MarkupElement | undefined {
  const rows = elementsOf(element).map((row) => {
    if (row.localName !== 'mtr') return undefined;
    const cells = elementsOf(row).map((cell) => {
      const children = cell.localName === 'mtd' ? allSound(elementsOf(cell)) : undefined;
      return children && h('mtd', {}, children);
    });
    return cells.every((cell) => cell !== undefined) ? h('mtr', {}, cells as MarkupElement[]) : undefined;
  });
  return rows.every((row) => row !== undefined) ? h('mtable', {}, rows as MarkupElement[]) : undefined;
}

const values: Record<string, RegExp> = {
  mathvariant:
    /^(?:normal|bold|italic|bold-italic|double-struck|bold-fraktur|script|bold-script|fraktur|sans-serif|bold-sans-serif|sans-serif-italic|sans-serif-bold-italic|monospace)$/,
  form: /^(?:prefix|infix|postfix)$/,
};

function kept(element: Element): Record<string, string> {
  const names = attributesOf[element.localName] ?? [];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = element.getAttribute(name) ?? '';
      return (values[name] ?? /^(?:true|false)$/).test(value) ? [[name, value]] : [];
    }),
  );
}
