const numbers = new WeakMap<Element, number>();

/** Numbers the elements of an article's HTML in their order, before anything is arranged for reading. */
export function numberElements(body: Element): void {
  for (const [index, element] of [...body.querySelectorAll('*')].entries()) numbers.set(element, index);
}

/** The number of an element, or of the first one in it that the article brought: a box of ours stands for what it holds. */
export function numberOf(element: Element): number | undefined {
  const own = numbers.get(element);
  if (own !== undefined) return own;
  for (const inner of element.querySelectorAll('*')) {
    const number = numbers.get(inner);
    if (number !== undefined) return number;
  }
  return undefined;
}
