import { browser } from './browser';

export type IconState = 'quiet' | 'found' | 'kept';

/** As the toolbar shows it on screens of up to three dots a pixel. */
const sizes = [16, 32, 48] as const;

/** Sets a tab's icon and its accessible title. A tab that was closed meanwhile is no error. */
export async function showIcon(tabId: number, state: IconState, title: string): Promise<void> {
  const path = Object.fromEntries(sizes.map((size) => [size, `/icon/icon-${state}-${size}.png`]));
  await Promise.allSettled([
    browser.action.setIcon({ tabId, path }),
    browser.action.setTitle({ tabId, title }),
  ]);
}
