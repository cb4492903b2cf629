import type { ClipImage } from '../../utils/model/clip';
import type { RightsInfo } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';
import { Where } from '../common/evidence';
import { Light } from '../common/light';
import { imagesCredited, photosRights } from '../common/photos-summary';
import { rightsQuotes, signalSentence } from '../common/rights-words';

/** The light with the page's own words and their place; below it the photos, whose rights are their own. */
export function RightsLine({
  rights,
  images,
  lang,
}: {
  /** Absent until they are read: the line keeps its place. */
  rights: RightsInfo | undefined;
  images: readonly ClipImage[] | undefined;
  lang: string;
}) {
  if (!rights || !images) return <div class="rightsline">&nbsp;</div>;
  const quotes = rightsQuotes(rights);
  return (
    <div class="rightsline" lang={t('interfaceLanguage')}>
      <Light light={rights.signal.light} />
      <span class="say">{signalSentence(rights.signal.code)}</span>
      {quotes.map((evidence) => (
        <q class="quote" lang={evidence.lang ?? lang} key={evidence.quote}>
          {evidence.quote}
        </q>
      ))}
      <Where evidence={rights.signal.because[0]} shown={quotes[0]?.quote} lang={lang} />
      {images.length > 0 && <PhotosLine images={images} />}
    </div>
  );
}

function PhotosLine({ images }: { images: readonly ClipImage[] }) {
  return (
    <span class="photos">
      {photosRights(images).map(({ light, words }) => (
        <Light light={light} key={light}>
          {words}
        </Light>
      ))}
      <span>{imagesCredited(images)}</span>
    </span>
  );
}
