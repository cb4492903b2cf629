import type { ComponentChildren } from 'preact';
import type { ClipImage } from '../../utils/model/clip';
import type { RightsInfo } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';
import { Where } from '../common/evidence';
import { Glyph, lightState, lightWord } from '../common/light';
import { photosRights } from '../common/photos-summary';
import { rightsQuotes, signalSentence } from '../common/rights-words';
import { RightsFacts } from './rights-facts';

interface RightsCardProps {
  rights: RightsInfo;
  images: readonly ClipImage[];
  lang: string | undefined;
  /** Further statements of the page beside those that made the light, holder, contact and the words to machines. */
  notices?: boolean;
  children?: ComponentChildren;
}

/** The light with word and shape, one sentence, the page's own words and their place; below, the photos' lights. */
export function RightsCard({ rights, images, lang, notices, children }: RightsCardProps) {
  const { light, code, because } = rights.signal;
  const quotes = rightsQuotes(rights);
  const said = (words: string): boolean => quotes.some(({ quote }) => quote?.includes(words));
  const others = notices ? rights.notices.filter((notice) => !said(notice.value)) : [];
  return (
    <div class="rights" data-light={lightState(light)}>
      <Glyph light={light} />
      <p class="say">{lightWord(light)}</p>
      <p>{signalSentence(code)}</p>
      {quotes.map((evidence) =>
        evidence.kind === 'user' ? (
          <p class="your-note" key={evidence.quote}>
            {evidence.quote}
          </p>
        ) : (
          <p key={evidence.quote}>
            <q class="quote" lang={evidence.lang ?? lang}>
              {evidence.quote}
            </q>
          </p>
        ),
      )}
      <div class="foot">
        <Where evidence={because[0]} shown={quotes[0]?.quote} status={statusOf(rights)} lang={lang} />
        {rights.license?.value.url && (
          <a href={rights.license.value.url} target="_blank" rel="noopener noreferrer license">
            {rights.license.value.name}
          </a>
        )}
        {children}
      </div>
      <Attribution rights={rights} lang={lang} />
      {others.map((notice) => (
        <div class="notice-words" key={notice.value}>
          <q class="quote" lang={notice.evidence[0]?.lang ?? lang}>
            {notice.value}
          </q>{' '}
          <Where evidence={notice.evidence[0]} shown={notice.value} lang={lang} />
        </div>
      ))}
      {notices && <RightsFacts rights={rights} lang={lang} />}
      <PhotosRights images={images} />
    </div>
  );
}

/** How the licensor asks to be named, and the page about copyright that this one links to. */
function Attribution({ rights, lang }: Pick<RightsCardProps, 'rights' | 'lang'>) {
  const { attribution, noticeUrl } = rights;
  const { name, url } = attribution?.value ?? {};
  const wish = name ?? url;
  return (
    <>
      {attribution && wish && (
        <div class="notice-words">
          {t('asksToBeNamed')}{' '}
          <q class="quote" lang={name && lang}>
            {wish}
          </q>{' '}
          {name && url && <q class="quote">{url}</q>}{' '}
          <Where evidence={attribution.evidence[0]} shown={wish} status={attribution.status} lang={lang} />
        </div>
      )}
      {noticeUrl && /^https?:/i.test(noticeUrl.value) && (
        <div class="notice-words">
          <a href={noticeUrl.value} target="_blank" rel="noopener noreferrer">
            {t('copyrightPage')}
          </a>
        </div>
      )}
    </>
  );
}

/** The photos' own lights, since text and image rights never mix: `2 of 3 photos: rights not stated`. */
function PhotosRights({ images }: { images: readonly ClipImage[] }) {
  const lines = photosRights(images);
  if (lines.length === 0) return null;
  return (
    <ul class="photo-lights">
      {lines.map(({ light, words }) => (
        <li key={light} data-light={lightState(light)}>
          <Glyph light={light} />
          {words}
        </li>
      ))}
    </ul>
  );
}

function statusOf({ signal }: RightsInfo): 'stated' | 'conflict' {
  return signal.code === 'conflict' ? 'conflict' : 'stated';
}
