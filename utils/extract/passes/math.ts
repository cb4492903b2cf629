/** Formulas: each once, as MathML with its TeX, whatever typesetter the page uses. */

import {
  attributeOf,
  detach,
  elementsOf,
  isElement,
  makeElement,
  makeText,
  replaceWith,
  setAttribute,
  type TreeElement,
  textOf,
} from '../../dom/tree';
import type { Pass, Work } from '../work';

/** Runs only where the page has formulas; before hidden parts go, since their sources are hidden. */
export const math: Pass = {
  name: 'math',
  run(work: Work): void {
    for (const element of elementsOf(work.body)) {
      if (!element.parent) continue;
      const made = formulaOf(element);
      if (made) replaceFormula(element, made);
    }
  },
};

/** Selects documents that are worth the pass. */
export const HAS_MATH =
  'math, .katex, mjx-container, .MathJax, .mwe-math-element, [data-tex], [data-math], script[type^="math/"], img.latex, img.tex';

function formulaOf(element: TreeElement): TreeElement | undefined {
  const name = attributeOf(element, 'class') ?? '';
  if (element.tag === 'script') return fromScript(element);
  if (element.tag === 'math') return withTex(element, isDisplay(element));
  const tex =
    attributeOf(element, 'data-tex') ??
    attributeOf(element, 'data-math') ??
    attributeOf(element, 'data-latex');
  const typeset =
    element.tag === 'mjx-container' ||
    /(?:^|\s)(?:katex|katex-display|MathJax(?:_Display|_SVG)?|mwe-math-element)(?:\s|$)/.test(name);
  if (!typeset && !(tex && element.tag !== 'img')) {
    return element.tag === 'img' && /(?:^|\s)(?:latex|tex|mwe-math-fallback-image-\w+)(?:\s|$)/.test(name)
      ? fromAlt(element)
      : undefined;
  }
  const display =
    /display/i.test(name) ||
    attributeOf(element, 'display') === 'true' ||
    attributeOf(element, 'data-display') === 'true';
  const inner = find(element, (e) => e.tag === 'math');
  if (inner) return withTex(inner, display || isDisplay(inner), tex);
  if (tex) return fromTex(tex, display);
  const image = find(element, (e) => e.tag === 'img' && Boolean(attributeOf(e, 'alt')));
  return image ? fromAlt(image) : undefined;
}

function isDisplay(element: TreeElement): boolean {
  if (attributeOf(element, 'display') === 'block') return true;
  return /\b(?:katex-display|MathJax_Display|math-block|math-display)\b/.test(
    attributeOf(element.parent ?? element, 'class') ?? '',
  );
}

/** `<script type="math/tex">` and the drawings that MathJax 2 put beside it. */
function fromScript(script: TreeElement): TreeElement | undefined {
  const type = attributeOf(script, 'type') ?? '';
  if (!/^math\/tex/i.test(type)) return undefined;
  return fromTex(textOf(script), /mode=display/i.test(type));
}

function replaceFormula(element: TreeElement, made: TreeElement): void {
  const isDrawing = (node: TreeElement) => /MathJax/.test(attributeOf(node, 'class') ?? '');
  const siblings = element.parent?.children ?? [];
  const at = siblings.indexOf(element);
  const beside = siblings.filter(
    (node, i): node is TreeElement => isElement(node) && i < at && i >= at - 4 && isDrawing(node),
  );
  // A drawing with a script behind it is only the script's picture.
  if (element.tag === 'script') for (const drawing of beside) detach(drawing);
  // So is a math element that stands for a drawing which is replaced as a whole.
  replaceWith(element, made);
}

function fromAlt(image: TreeElement): TreeElement | undefined {
  const alt = (attributeOf(image, 'alt') ?? '').trim();
  if (!alt) return undefined;
  return fromTex(
    alt
      .replace(/^\{\\(?:displaystyle|textstyle)\s{0,9}([\s\S]*)\}$/, '$1')
      .replace(/^\${1,9}([\s\S]*?)\${1,9}$/, '$1'),
    false,
  );
}

function fromTex(source: string, display: boolean): TreeElement | undefined {
  const tex = source
    .trim()
    .replace(/^%?\s{0,9}<!\[CDATA\[|%?\s{0,9}\]\]>$/g, '')
    .trim();
  if (!tex) return undefined;
  const semantics = makeElement('semantics', [makeElement('mtext', [makeText(tex)]), annotation(tex)]);
  return makeElement('math', [semantics], display ? { display: 'block' } : {});
}

function annotation(tex: string): TreeElement {
  return makeElement('annotation', [makeText(tex)], { encoding: 'application/x-tex' });
}

/** A math element with its TeX beside it, from its annotation, its `alttext`, or what was given. */
function withTex(element: TreeElement, display: boolean, given?: string | null): TreeElement {
  if (display) setAttribute(element, 'display', 'block');
  if (find(element, (e) => e.tag === 'annotation' && /tex/i.test(attributeOf(e, 'encoding') ?? '')))
    return element;
  const tex = given ?? attributeOf(element, 'alttext');
  if (!tex?.trim()) return element;
  const clean = tex.trim().replace(/^\{\\displaystyle\s{0,9}([\s\S]*)\}$/, '$1');
  const inner = element.children.filter(isElement);
  const first = inner.length === 1 && inner[0] ? inner[0] : makeElement('mrow', element.children);
  const semantics = makeElement(
    'semantics',
    first.tag === 'semantics' ? [...first.children, annotation(clean)] : [first, annotation(clean)],
  );
  element.children = [semantics];
  semantics.parent = element;
  return element;
}

function find(element: TreeElement, test: (element: TreeElement) => boolean): TreeElement | undefined {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (test(child)) return child;
    const below = find(child, test);
    if (below) return below;
  }
  return undefined;
}
