import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { legibleFont } from '../components/reader/parts/legible-font';
import { givePart } from '../components/reader/parts/parts';

/** Injected beside the reader's script when it is first needed. */
export default defineUnlistedScript(() => givePart('legibleFont', legibleFont));
