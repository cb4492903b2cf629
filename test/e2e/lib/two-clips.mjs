import { waitForClips } from './library-checks.mjs';

/** Titles of the two clips of `clipTwo`, the later first. */
export const slate = 'The slate at Reed Crossing';
export const ferry = '河湾小城“把书房搬上船”';

/** A library of two clips: the founding page, and one that a page turned to in place, in the tab that it gives. */
export async function clipTwo(session, site) {
  const page = await session.open(site.page('founding--modern'));
  await session.press(page, 'clip-page');
  await waitForClips(session, 1);
  await page.goto(site.own('app.html'));
  await page.click('#go');
  await session.press(page, 'clip-page');
  await waitForClips(session, 2);
  return page;
}
