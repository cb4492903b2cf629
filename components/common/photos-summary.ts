import type { ClipImage } from '../../utils/model/clip';
import type { Light } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';
import { counted, formatNumber } from './format';
import { lightOrder } from './light';
import { isCredited } from './source-facts';

/** The lights of a clip's photos: each light with how many photos have it, in the order of filters. */
export function photoLights(images: readonly ClipImage[]): { light: Light; count: number }[] {
  return lightOrder
    .map((light) => ({ light, count: images.filter((image) => image.rights.signal.light === light).length }))
    .filter(({ count }) => count > 0);
}

/** `1 of 2 credited`, `2 photos, all credited`. */
export function photosCredited(count: number, credited: number): string {
  if (credited === count) return counted('photosAllCredited', count);
  if (credited === 0) return counted('photosNoneCredited', count);
  return t('photosCredited', formatNumber(credited), formatNumber(count));
}

/** The same, from the images. */
export function imagesCredited(images: readonly ClipImage[]): string {
  return photosCredited(images.length, images.filter(isCredited).length);
}

/** One line for each light of the photos: `2 of 3 photos: rights not stated`. */
export function photosRights(images: readonly ClipImage[]): { light: Light; words: string }[] {
  const all = formatNumber(images.length);
  return photoLights(images).map(({ light, count }) => ({
    light,
    words: images.length === 1 ? t(`photoOnly_${light}`) : t(`photosOf_${light}`, formatNumber(count), all),
  }));
}
