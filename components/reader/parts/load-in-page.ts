import { askBackground } from '../../../utils/messaging/ask';
import { type Parts, takePart } from './parts';

/**
 * Loads a part into a page: the background injects its script, which hands the part over. No file of the extension
 * becomes reachable for the page.
 */
export async function loadInPage<K extends keyof Parts>(name: K): Promise<Parts[K] | undefined> {
  const known = takePart(name);
  if (known) return known;
  await askBackground('loadPart', { part: name });
  return takePart(name);
}
