import { browser } from './browser';

/** What a clip says of the tools that took it. */
export function toolName(): { tool: string; toolVersion: string; browser: string } {
  let about = { name: '', version: '' };
  try {
    about = browser.runtime.getManifest();
  } catch {
    // A script that an update has orphaned; it will be told so when it asks the background.
  }
  return { tool: about.name, toolVersion: about.version, browser: browserName(navigator.userAgent) };
}

/** Chrome's successors name Chrome too, so the particular name is looked for first. */
const brands: readonly [RegExp, string][] = [
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Edg\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/Chrome\/(\d+)/, 'Chrome'],
];

/** `Firefox 153` or `Chrome 156` out of a user agent; the agent itself is not kept, it tells too much. */
export function browserName(userAgent: string): string {
  for (const [pattern, name] of brands) {
    const version = userAgent.match(pattern)?.[1];
    if (version) return `${name} ${version}`;
  }
  return 'unknown';
}
