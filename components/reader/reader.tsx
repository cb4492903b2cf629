import { LibraryReader, type LibraryReaderProps } from './library-reader';
import { PageReader, type PageReaderProps } from './page-reader';

export type ReaderProps =
  | ({ mode: 'page' } & PageReaderProps)
  /** In the library the surface around it has the bar: the article is drawn with its aids, and links open beside it. */
  | ({ mode: 'library' } & LibraryReaderProps);

/** The reader view: over a live page with bar, contents and keys, or as the reading pane of the library. */
export function Reader(props: ReaderProps) {
  if (props.mode === 'page') return <PageReader {...props} />;
  return <LibraryReader {...props} />;
}
