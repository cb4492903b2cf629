/** Lists as HTML means them: a list inside a list belongs to the item before it. */

import {
  elementsOf,
  isElement,
  isText,
  isWithin,
  makeElement,
  type TreeElement,
  type TreeNode,
} from '../../dom/tree';
import type { Pass, Work } from '../work';

export const lists: Pass = {
  name: 'lists',
  run(work: Work): void {
    for (const list of elementsOf(work.root)) {
      if ((list.tag === 'ul' || list.tag === 'ol') && isWithin(list, work.root)) mend(list);
    }
  },
};

function mend(list: TreeElement): void {
  const items: TreeNode[] = [];
  let last: TreeElement | undefined;
  for (const child of list.children) {
    if (isText(child)) {
      if (!child.text.trim()) continue;
      last = push(items, makeElement('li', [child]));
    } else if (child.tag === 'li') last = push(items, child);
    else if ((child.tag === 'ul' || child.tag === 'ol') && last && isElement(last)) {
      child.parent = last;
      last.children.push(child);
    } else if (child.tag === 'br') continue;
    else last = push(items, makeElement('li', [child]));
  }
  for (const item of items) item.parent = list;
  list.children = items;
}

function push(items: TreeNode[], item: TreeElement): TreeElement {
  items.push(item);
  return item;
}
