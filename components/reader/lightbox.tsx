import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClipImage } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { formatNumber } from '../common/format';
import { ImageNote } from './image-note';

/** A picture of the article as it is shown. */
export interface ShownImage {
  element: HTMLImageElement;
  /** The address that the article has for it. */
  src: string;
}

interface LightboxProps {
  images: readonly ShownImage[];
  /** What is known of them, told apart by their address. */
  records: readonly ClipImage[];
  start: number;
  lang: string;
  onClose: () => void;
}

/** A picture as large as the window, with caption, credit and alternative text; arrows lead on, + and - change the size. */
export function Lightbox({ images, records, start, lang, onClose }: LightboxProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [index, setIndex] = useState(start);
  const [zoom, setZoom] = useState(1);
  const shown = images[index];
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const go = (direction: 1 | -1): void => {
    setZoom(1);
    setIndex((now) => (now + direction + images.length) % images.length);
  };
  const scale = (factor: number): void => setZoom((now) => Math.min(8, Math.max(1, now * factor)));
  const close = (): void => dialog.current?.close();
  const keys: Record<string, () => void> = {
    Escape: close,
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    '+': () => scale(1.5),
    '=': () => scale(1.5),
    '-': () => scale(1 / 1.5),
    '0': () => setZoom(1),
  };
  // Stopped here: the surface around takes Escape for its own end, and letters for its own keys.
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  if (!shown) return null;
  const { element } = shown;
  const image = records.find(({ src }) => src === shown.src);
  return (
    <dialog
      class="lightbox"
      ref={dialog}
      aria-label={t('picture')}
      onClose={onClose}
      onKeyDown={onKeyDown}
      lang={t('interfaceLanguage')}
      dir="ltr"
    >
      <div class="lightbox-bar">
        <span class="meta num" aria-live="polite">
          {images.length > 1 && t('pictureOf', formatNumber(index + 1), formatNumber(images.length))}
        </span>
        <IconButton
          icon="minus"
          label={t('smaller')}
          hint="-"
          disabled={zoom <= 1}
          onClick={() => scale(1 / 1.5)}
        />
        <IconButton
          icon="plus"
          label={t('larger')}
          hint="+"
          disabled={zoom >= 8}
          onClick={() => scale(1.5)}
        />
        <IconButton icon="close" label={t('close')} hint="Esc" onClick={close} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="lightbox-stage" tabIndex={0} aria-label={t('picture')}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: + and - do the same */}
        <img
          src={element.currentSrc || element.src}
          alt={element.alt}
          data-zoomed={zoom > 1 ? '' : undefined}
          style={
            zoom > 1
              ? { inlineSize: `${zoom * 100}%`, maxInlineSize: 'none', maxBlockSize: 'none' }
              : undefined
          }
          onClick={() => setZoom((now) => (now > 1 ? 1 : 2))}
        />
      </section>
      {images.length > 1 && (
        <>
          <IconButton icon="left" label={t('previousPicture')} class="lightbox-back" onClick={() => go(-1)} />
          <IconButton icon="right" label={t('nextPicture')} class="lightbox-on" onClick={() => go(1)} />
        </>
      )}
      <div class="lightbox-note reader">
        {image && (
          <p class="figcaption" lang={lang}>
            <ImageNote image={image} lang={lang} />
          </p>
        )}
        {element.alt && element.alt !== image?.caption?.value && (
          <p class="meta">
            {t('altText')} <span lang={lang}>{element.alt}</span>
          </p>
        )}
      </div>
    </dialog>
  );
}
