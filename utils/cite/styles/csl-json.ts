import { citeKeys } from '../cite-keys';
import type { CslItem } from '../csl-types';

/** CSL-JSON as Zotero and pandoc read it; the id is the citation key, the clip's own id is in `custom.clip`. */
export function writeCslJson(items: readonly CslItem[]): string {
  const keys = citeKeys(items);
  return `${JSON.stringify(
    items.map((item, index) => ({ ...item, id: keys[index] ?? item.id })),
    null,
    2,
  )}\n`;
}
