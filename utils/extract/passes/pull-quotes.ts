/** Pull quotes repeat a sentence of the article in large type: one that does goes, one that does not is a quote. */

import { attributeOf, elementsOf, type TreeElement, textOf } from '../../dom/tree';
import { fold } from '../../page/text';
import { type Pass, remove, type Work } from '../work';

const NAME = /(?:^|[\s_-])(?:pull-?_?quote|pq|quote-pull)(?:$|[\s_-])/i;

export const pullQuotes: Pass = {
  name: 'pull-quotes',
  run(work: Work): void {
    const found: TreeElement[] = [];
    for (const element of elementsOf(work.body)) {
      if (
        /^(?:aside|blockquote|div|figure|section|p|span)$/.test(element.tag) &&
        NAME.test(attributeOf(element, 'class') ?? '')
      )
        found.push(element);
    }
    if (!found.length) return;
    const all = fold(textOf(work.body));
    for (const element of found) {
      const text = fold(textOf(element));
      if (!text || text.length > 600) continue;
      const first = all.indexOf(text);
      if (first >= 0 && all.indexOf(text, first + 1) >= 0)
        remove(work, element, 'pull-quotes', 'repeats a sentence of the article');
      else if (element.tag !== 'blockquote' && element.tag !== 'span') element.tag = 'blockquote';
    }
  },
};
