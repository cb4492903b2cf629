import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { sanitize } from '../../utils/dom/sanitize';
import { setSafeHtml } from '../../utils/dom/set-safe-html';
import { tameMarkdown } from '../../utils/import/tame-markdown';

/**
 * A note in Markdown, set. HTML in it is text, and no picture of it is fetched: reading a clip asks nothing of the
 * network. Links open beside.
 */
export function NoteWords({ note }: { note: string }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!box.current) return;
    const html = micromark(tameMarkdown(note), { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
    setSafeHtml(box.current, sanitize(html, window), { imageSource: () => undefined });
    for (const link of box.current.querySelectorAll('a[href]')) {
      link.setAttribute('target', '_blank');
      link.setAttribute('rel', 'noopener noreferrer');
    }
  }, [note]);
  return <div class="note-words" ref={box} />;
}
