import { browser } from './browser';

/** What a clip says of the tools that took it. */
export function toolName(): { tool: string; toolVersion: string; browser: string } {
  const { name, version } = browser.runtime.getManifest();
  return { tool: name, toolVersion: version, browser: browserName(navigator.userAgent) };
}

/** `Firefox 153` or `Chrome 156` out of a user agent; the agent itself is not kept, it tells too much. */
export function browserName(userAgent: string): string {
  const [, name, version] = userAgent.match(/(Firefox|Edg|OPR|Chrome)\/(\d+)/) ?? [];
  return name && version ? `${name === 'Edg' ? 'Edge' : name} ${version}` : 'unknown';
}
