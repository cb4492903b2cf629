import { sealRecord } from '../clip/fingerprint';
import { ownHasher } from '../clip/own-hasher';
import { countCjk, countWords } from '../dom/text';
import type { ClipRecord } from '../model/clip';
import { escapeMarkup } from './markup';

/** What may be passed on of a text without a licence: a limit of this product and not a rule of law (rights.md 4.3). */
const most = { characters: 300, words: 150, part: 0.1 };

/**
 * The beginning of a clip in place of its whole text, for a copy that others will see: at most 300 Chinese characters
 * or 150 words, and at most a tenth. Title, source, rights and address stay; pictures and the person's notes do not.
 */
export async function excerptOf(record: ClipRecord): Promise<ClipRecord> {
  const { content } = record;
  const isHan = countCjk(content.text) > countWords(content.text) / 2;
  const limit = Math.max(
    1,
    Math.min(isHan ? most.characters : most.words, Math.floor(countWords(content.text) * most.part)),
  );
  const lines = cut(content.text, limit);
  const { userNotes: _, ...rest } = record;
  return sealRecord(
    {
      ...rest,
      content: {
        ...content,
        html: lines.map((line) => `<p>${escapeMarkup(line)}</p>`).join(''),
        text: lines.join('\n'),
        wordCount: countWords(lines.join('\n')),
        partial: { reason: 'parts' },
      },
      images: [],
      highlights: [],
    },
    ownHasher,
  );
}

/** So many words, Chinese characters each one, from the beginning; where it breaks off it says so. */
function cut(text: string, limit: number): string[] {
  const lines: string[] = [];
  let left = limit;
  for (const line of text.split('\n')) {
    const words = countWords(line);
    if (words <= left) {
      lines.push(line);
      left -= words;
      if (left === 0) break;
      continue;
    }
    let kept = '';
    for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(line)) {
      const size = countWords(segment);
      if (size > left) break;
      kept += segment;
      left -= size;
    }
    if (kept.trim() !== '') lines.push(kept.trimEnd());
    break;
  }
  const last = lines.pop() ?? '';
  return lines.join('\n').length + last.length < text.length
    ? [...lines, `${last} […]`.trim()]
    : [...lines, last];
}
