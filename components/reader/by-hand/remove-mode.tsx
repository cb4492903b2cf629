import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../utils/platform/i18n';
import { beginningOf, Chooser, chooserStyle } from '../../../utils/reading/by-hand/chooser';
import { addStyle } from '../../../utils/reading/host';
import { oursClass } from '../marks/map-options';
import { numberOf } from './numbers';

interface RemoveModeProps {
  body: HTMLElement;
  /** Takes a block out by its number; the mode goes on, on the body that is then shown. */
  onRemove: (block: number) => void;
  onLeave: () => void;
}

const blocks =
  'p, li, ul, ol, dl, figure, blockquote, pre, .codebox, .tablebox, table, h2, h3, h4, h5, h6, details, hr, div';

/** Blocks of the article are taken out one after the other, until the person leaves. */
export function RemoveMode({ body, onRemove, onLeave }: RemoveModeProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ onRemove, onLeave });
  latest.current = { onRemove, onLeave };
  /** Where the block stood that went last: the next one begins there. */
  const at = useRef(-1);
  useLayoutEffect(() => {
    const window = body.ownerDocument.defaultView as (Window & typeof globalThis) | null;
    if (!window || !place.current) return;
    dress(place.current.getRootNode());
    const choosable = (element: Element): boolean =>
      element !== body &&
      element.matches(blocks) &&
      !element.closest(`.${oursClass}`) &&
      numberOf(element) !== undefined &&
      element.getBoundingClientRect().height > 0;
    const all = [...body.children].filter(choosable);
    const chooser = new Chooser({
      window,
      root: body,
      start: at.current >= 0 ? all[Math.min(at.current, all.length - 1)] : firstInView(all, window),
      isChoice: choosable,
      press: 'take',
      words: {
        language: t('interfaceLanguage'),
        title: t('removeTitle'),
        take: t('removeTake'),
        wider: t('chooseWider'),
        narrower: t('chooseNarrower'),
        leave: t('removeDone'),
        end: t('chooseEnd'),
        describe: (element) => beginningOf(element) || (element.querySelector('img')?.alt ?? ''),
      },
      onTake: (element) => {
        const number = numberOf(element);
        at.current = all.findIndex((block) => block.contains(element));
        if (number !== undefined) latest.current.onRemove(number);
      },
      onLeave: () => latest.current.onLeave(),
    });
    place.current.append(chooser.pane);
    chooser.start();
    return () => chooser.remove();
  }, [body, body.firstChild]);
  return <div ref={place} />;
}

function firstInView(elements: readonly Element[], window: Window): Element | undefined {
  return elements.find((element) => {
    const { top } = element.getBoundingClientRect();
    return top >= 60 && top < window.innerHeight;
  });
}

const dressed = new WeakSet<Node>();

/** The chooser's style comes with it, once for a surface. */
function dress(root: Node): void {
  if (!(root instanceof ShadowRoot) || dressed.has(root)) return;
  dressed.add(root);
  addStyle(root, chooserStyle);
}
