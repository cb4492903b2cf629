import { type Handlers, type Loose, listen } from './listen';
import type { ToReader } from './protocol';
import { readerRequests } from './reader-requests';

/** Answers the background, in the reader script. Gives a function that ends it. */
export function serveBackground(handlers: Handlers<ToReader, { kind: 'extension' }>): () => void {
  return listen('reader', 'extension', readerRequests, handlers as Loose);
}
