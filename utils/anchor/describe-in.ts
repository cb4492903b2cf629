import { attach } from './attach';
import { codePoints, describe, type Selectors } from './describe';

/**
 * Describes a stretch of the text that is shown, with its position in the clip's canonical text, so that a record can
 * be read without our reader. Where the canonical text does not have the quote, the position is that of the shown text.
 * @param shift how far the shown text begins after the canonical one, in code points (title and subtitle).
 */
export function describeIn(
  canonical: string,
  shown: string,
  stretch: { start: number; end: number },
  shift: number,
): Selectors {
  const [quote, position] = describe(shown, stretch.start, stretch.end);
  const expected = { ...position, start: position.start + shift, end: position.end + shift };
  const found = attach(canonical, [quote, expected]);
  if (!found) return [quote, expected];
  return [
    quote,
    {
      type: 'TextPositionSelector',
      start: codePoints(canonical, 0, found.start),
      end: codePoints(canonical, 0, found.end),
    },
  ];
}
