import type { ClipImage } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Glyph, lightWord } from '../common/light';
import { isCredited } from '../common/source-facts';

/** What stands under an image: caption, credit as printed, and the light of its own rights. */
export function ImageNote({ image, lang }: { image: ClipImage; lang?: string }) {
  const { light } = image.rights.signal;
  return (
    <>
      <span lang={image.caption?.evidence[0]?.lang ?? lang}>{image.caption?.value}</span>
      {isCredited(image) && (
        <span class="credit">
          <Glyph light={light} label={t('imageRights', lightWord(light))} />
          <span lang={lang}>{creditLine(image)}</span>
        </span>
      )}
      {image.failure && <span class="not-kept">{t('imageNotKept')}</span>}
    </>
  );
}

/** The credit as printed, or the names where only structured data gave them. */
export function creditLine(image: ClipImage): string {
  if (image.credit) return image.credit.value;
  return [...image.creators, ...(image.agency ? [image.agency] : [])]
    .map((claim) => claim.value.name)
    .join('/');
}
