import { isLibraryNewer } from '../../utils/store/db';
import { failureSentence } from './failure';

/** Why a page of the extension shows nothing of the library, where reading it failed. */
export function libraryFailure(): string {
  return failureSentence({ code: isLibraryNewer() ? 'library-newer' : 'storage-failed' });
}
