/**
 * Is the element hidden by what stands on it: `hidden`, `aria-hidden`, or its inline style? No style sheet is
 * asked, so nothing is laid out and the answer is the same in a test.
 */
export function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') && element.getAttribute('hidden') !== 'until-found') return true;
  const style = element.getAttribute('style');
  if (style && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i.test(style))
    return true;
  return element.getAttribute('aria-hidden') === 'true';
}
