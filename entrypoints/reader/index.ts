import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { serveBackground } from '../../utils/messaging/serve-reader';
import { browser } from '../../utils/platform/browser';
import { ReaderController } from '../../utils/reading/controller';
import { serveParts } from '../../utils/reading/script-parts';
import { firstView } from './first-view';

/**
 * Injected on demand, perhaps more than once. A script that already lives here stays (`wxt.config.ts` puts that question
 * before all of this code); one that an update of the extension has orphaned is cleared away. (No WXT content script: see
 * `detect.ts`.)
 */
export default defineUnlistedScript(() => {
  const slot = globalThis as { colophonReader?: { isAlive(): boolean; end(): void } };
  slot.colophonReader?.end();
  serveParts();
  const controller = new ReaderController(window, firstView);
  const stopServing = serveBackground(controller.handlers);
  controller.readAhead();
  slot.colophonReader = {
    isAlive: () => browser.runtime?.id !== undefined,
    end() {
      controller.end();
      // In an orphan even this may be gone.
      try {
        stopServing();
      } catch {}
    },
  };
});
