import { PageReader, type PageReaderProps } from './page-reader';
import { ReaderArticle, type ReaderArticleProps } from './reader-article';

export type ReaderProps =
  | ({ mode: 'page' } & PageReaderProps)
  /** In the library the surface around it has the bar: only the article is drawn, and links open beside it. */
  | ({ mode: 'library' } & ReaderArticleProps);

/** The reader view: over a live page with bar, contents and keys, or as the reading pane of the library. */
export function Reader(props: ReaderProps) {
  if (props.mode === 'page') return <PageReader {...props} />;
  return <ReaderArticle {...props} linksOpenBeside parts="text" />;
}
