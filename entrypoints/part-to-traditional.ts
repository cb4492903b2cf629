import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { givePart } from '../components/reader/parts/parts';
import { toTraditional } from '../utils/aids/han/to-traditional';

/** Injected beside the reader's script when it is first needed. */
export default defineUnlistedScript(() => givePart('toTraditional', toTraditional));
