/** Tables of data stay; tables that only lay out the page are opened. */

import { foldSpace } from '../../dom/text';
import { attributeOf, elementsOf, isElement, isWithin, type TreeElement, textOf } from '../../dom/tree';
import type { Pass, Work } from '../work';

export const tables: Pass = {
  name: 'tables',
  run(work: Work): void {
    for (const table of [...elementsOf(work.root)].reverse()) {
      if (table.tag === 'table' && isWithin(table, work.root) && !isData(table)) open(table);
    }
  },
};

/** Signs of data: headers, a caption, or several rows of several short cells. */
function isData(table: TreeElement): boolean {
  if (/^(?:presentation|none)$/.test(attributeOf(table, 'role') ?? '')) return false;
  const parts = own(table);
  if (parts.some((e) => e.tag === 'th' || e.tag === 'caption' || e.tag === 'thead')) return true;
  if (parts.some((e) => e.tag === 'table')) return false;
  const rows = parts
    .filter((e) => e.tag === 'tr')
    .map((row) => row.children.filter((c): c is TreeElement => isElement(c) && /^t[dh]$/.test(c.tag)));
  const filled = rows.filter((cells) => cells.length > 0);
  const columns = Math.max(0, ...filled.map((cells) => cells.length));
  if (filled.length < 2 || columns < 2) return false;
  const cells = filled.flat();
  const lengths = cells.map((cell) => foldSpace(textOf(cell)).length);
  const long = lengths.filter((length) => length > 250).length;
  return long <= cells.length * 0.2 && lengths.filter(Boolean).length >= cells.length * 0.4;
}

/** The elements of a table, those of tables inside it left out. */
function own(table: TreeElement): TreeElement[] {
  const found: TreeElement[] = [];
  const walk = (element: TreeElement) => {
    for (const child of element.children) {
      if (!isElement(child)) continue;
      found.push(child);
      if (child.tag !== 'table') walk(child);
    }
  };
  walk(table);
  return found;
}

function open(table: TreeElement): void {
  for (const element of own(table))
    if (/^(?:tbody|thead|tfoot|tr|td|th|caption)$/.test(element.tag)) element.tag = 'div';
  table.tag = 'div';
}
