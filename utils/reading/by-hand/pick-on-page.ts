import { countWords, foldSpace } from '../../dom/text';
import { t } from '../../platform/i18n';
import { makeHost } from '../host';
import { isolate } from '../isolate';
import { keepInPlace } from '../keep-host';
import { beginningOf, Chooser, chooserStyle } from './chooser';

type PageWindow = Window & typeof globalThis;

const paneStyle = `${chooserStyle}
  .place { all: unset; position: fixed; inset: 0; display: block; inline-size: 100%; block-size: 100%; background: none; }
  .place::backdrop { display: none; }
`;

/**
 * Lets the person pick a block of the live page. In the top layer, in a shadow root of our own; when it ends, focus and
 * DOM are as they were.
 * @param done gets the picked block, or nothing where the person left.
 */
export function pickOnPage(window: PageWindow, done: (element: Element | undefined) => void): Chooser {
  const { document } = window;
  const focused = document.activeElement;
  const { scrollX, scrollY } = window;
  const { host, shadow } = makeHost(document, paneStyle);
  const place = document.createElement('div');
  place.className = 'place';
  place.popover = 'manual';
  shadow.append(place);
  isolate(shadow);
  const leave = (): void => {
    window.scrollTo({ left: scrollX, top: scrollY, behavior: 'instant' });
    done(undefined);
  };
  const chooser = new Chooser(
    {
      window,
      root: document.body,
      start: likely(window),
      isChoice: isBlock,
      press: 'hold',
      words: {
        language: t('interfaceLanguage'),
        title: t('pickTitle'),
        take: t('pickTake'),
        wider: t('chooseWider'),
        narrower: t('chooseNarrower'),
        leave: t('cancel'),
        end: t('chooseEnd'),
        describe: (element) =>
          t(
            'pickBlock',
            new Intl.NumberFormat(t('interfaceLanguage')).format(wordsIn(element)),
            beginningOf(element),
          ),
      },
      onTake: (element) => done(element),
      onLeave: leave,
    },
    () => {
      const had = document.activeElement === host;
      stopKeeping();
      host.remove();
      if (had && focused instanceof HTMLElement && focused.isConnected)
        focused.focus({ preventScroll: true });
    },
  );
  place.append(chooser.pane);
  document.documentElement.append(host);
  place.showPopover();
  const stopKeeping = keepInPlace(host, () => place.showPopover(), leave);
  chooser.start();
  return chooser;
}

const passed =
  /^(?:script|style|noscript|template|br|wbr|span|a|b|i|em|strong|u|s|small|sub|sup|code|label|button|input|select|option|textarea|svg|path|source|track|mark|abbr|time|q|cite|font|bdi|bdo|ruby|rt|rp|html|head)$/;
const least = { width: 60, height: 14 };

/** Blocks with a place of their own on the page, and something to read or see in them. */
function isBlock(element: Element): boolean {
  if (passed.test(element.localName) || element.closest('svg')) return false;
  const { width, height } = element.getBoundingClientRect();
  if (width < least.width || height < least.height) return false;
  return Boolean(element.textContent?.trim()) || element.querySelector('img, picture, video') !== null;
}

/** Where most people would point: what the page itself calls its article, else what stands in the middle. */
function likely(window: PageWindow): Element | undefined {
  const { document, innerWidth, innerHeight } = window;
  const named = Array.from(
    document.querySelectorAll('[itemprop~="articleBody"], article, main, [role="main"]'),
  );
  const longest = named.filter(isBlock).sort((one, other) => lengthOf(other) - lengthOf(one))[0];
  if (longest && lengthOf(longest) > 200) return longest;
  let at = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  while (at && at !== document.body && !(isBlock(at) && lengthOf(at) > 400)) at = at.parentElement;
  return at && at !== document.body && document.body.contains(at) ? at : undefined;
}

const lengthOf = (element: Element): number => element.textContent?.length ?? 0;
const wordsIn = (element: Element): number => countWords(foldSpace(element.textContent ?? ''));
