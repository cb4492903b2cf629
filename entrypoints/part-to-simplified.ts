import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { givePart } from '../components/reader/parts/parts';
import { toSimplified } from '../utils/aids/han/to-simplified';

/** Injected beside the reader's script when it is first needed. */
export default defineUnlistedScript(() => givePart('toSimplified', toSimplified));
