import { join } from 'node:path';
import { root } from './root.mjs';

/** The two release builds: how each is made, and where WXT leaves it. */
export const builds = {
  chromium: { args: ['build'], folder: join(root, '.output', 'chrome-mv3') },
  firefox: { args: ['build', '-b', 'firefox', '--mv3'], folder: join(root, '.output', 'firefox-mv3') },
};
