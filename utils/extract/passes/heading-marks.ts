/** Headings without what is pinned to them: edit links, permalinks, copy buttons. */

import { foldSpace } from '../../dom/text';
import { elementsOf, isWithin, textOf } from '../../dom/tree';
import { wordsOf } from '../hints';
import { type Pass, remove, type Work } from '../work';

const MARK = /\b(?:edit ?section|mw editsection|anchor|header ?link|permalink|heading ?link|copy|octicon)\b/;

export const headingMarks: Pass = {
  name: 'heading-marks',
  run(work: Work): void {
    for (const heading of elementsOf(work.body)) {
      if (!/^h[1-6]$/.test(heading.tag)) continue;
      const text = foldSpace(textOf(heading));
      for (const element of elementsOf(heading)) {
        if (!isWithin(element, heading)) continue;
        const words = foldSpace(textOf(element));
        const sign = /^[#¶§🔗]?$/u.test(words) && element.tag === 'a';
        if (
          sign ||
          element.tag === 'button' ||
          (MARK.test(wordsOf(element)) && words.length < text.length * 0.8)
        ) {
          remove(work, element, 'heading-marks', 'pinned to a heading');
        }
      }
    }
  },
};
