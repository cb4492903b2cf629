/** The trust boundary as it is built, for a bare page: without a policy around it, so that it must hold alone. */

import { purify, rebuild } from '../../../utils/dom/sanitize';
import { setSafeHtml } from '../../../utils/dom/set-safe-html';

Object.assign(globalThis, { boundary: { purify, rebuild, setSafeHtml } });
