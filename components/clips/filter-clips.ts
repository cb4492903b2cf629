import type { ClipSummary } from '../../utils/model/clip';

/**
 * The clips that contain every word of the text in title, site, author, address or tag. Parts of words count, so that
 * Chinese, which has no blanks, is found too. Width and case do not matter.
 */
export function filterClips(clips: readonly ClipSummary[], text: string): ClipSummary[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...clips];
  return clips.filter((clip) => {
    const searched = fold(
      [clip.title, clip.siteName, ...clip.authors, clip.url, ...clip.tags, clip.excerpt].join('\n'),
    );
    return words.every((word) => searched.includes(word));
  });
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
