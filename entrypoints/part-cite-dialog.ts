import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { citeDialog } from '../components/cite/mount-cite';
import { givePart } from '../components/reader/parts/parts';

/** Injected beside the reader's script when it is first needed. */
export default defineUnlistedScript(() => givePart('citeDialog', citeDialog));
