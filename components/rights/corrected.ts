import { canonicalJson } from '../../utils/clip/canonical-json';
import { type Corrigible, isCorrected, pageValue, pathsOf } from '../../utils/clip/correct';
import type { Claim } from '../../utils/model/claim';
import type { CorrectedFact } from '../../utils/model/correction';

/** What the page says of a fact that the person corrected; `corrected` false where the page's value holds. */
export function pageOf(
  record: Corrigible,
  fact: CorrectedFact,
  imageId?: string,
): { corrected: boolean; value: unknown } {
  const paths = pathsOf(fact, record.images, imageId);
  const corrected = paths.some((path) => isCorrected(record, path));
  const [path] = paths;
  return { corrected, value: path && corrected ? pageValue(record, path) : undefined };
}

/** Whether the person only took as true what had been concluded from the page. */
export function isConfirmed(record: Corrigible, fact: CorrectedFact): boolean {
  const page = pageOf(record, fact).value as Claim<unknown> | undefined;
  if (page?.status !== 'inferred' || (fact !== 'origin' && fact !== 'published')) return false;
  return canonicalJson(record.source[fact]?.value ?? null) === canonicalJson(page.value);
}
