import type { PageCard } from '../messaging/protocol';
import type { ClipDraft } from '../model/clip';

/** What the popup shows of a page. Takes what a clip of it would be, and what the library knows of the page. */
export function pageCard(
  draft: ClipDraft,
  state: Pick<PageCard, 'readerOpen' | 'clipped'> & { isArticle: boolean },
): PageCard {
  const { isArticle, ...rest } = state;
  return {
    kind: isArticle ? 'article' : 'text',
    title: draft.content.title,
    siteName: draft.source.site.value.name,
    draft: { ...draft, content: { ...draft.content, html: '', text: '' } },
    ...rest,
  };
}

/** What the popup shows of a page without text. */
export function emptyCard(title: string, siteName: string): PageCard {
  return { kind: 'empty', title, siteName, readerOpen: false };
}
