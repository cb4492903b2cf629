import type { PageCard } from '../../utils/messaging/protocol';
import type { Light } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';
import { placeName } from '../common/evidence';
import { formatLength, formatList, formatPartialDate, isHan } from '../common/format';
import { Icon } from '../common/icon';
import { Glyph, lightState, lightWord } from '../common/light';
import { photosCredited } from '../common/photos-summary';
import { signalSentence } from '../common/rights-words';

/** The page's title and, where it names one, its original title. */
export function CardTitle({ card }: { card: PageCard }) {
  return (
    <div>
      <h1 class="page" lang={card.language}>
        {card.title}
      </h1>
      {card.originalTitle && (
        <p class="original" lang={card.language}>
          <span lang={t('interfaceLanguage')}>{t('originalTitle')}</span>
          {card.originalTitle}
        </p>
      )}
    </div>
  );
}

/** Author, first publisher, date, photos, length: what is not stated is said so. */
export function CardFacts({ card }: { card: PageCard }) {
  const { authors, origin, published, photos, language } = card;
  return (
    <dl class="facts">
      <dt>{t('factAuthor')}</dt>
      {authors.length > 0 ? (
        <dd lang={language}>{authorsLine(card)}</dd>
      ) : (
        <dd class="absent">{t('noAuthor')}</dd>
      )}
      {origin && (
        <>
          <dt>{t('factFirstPublished')}</dt>
          <dd>
            <span class={origin.inferred ? 'guess' : undefined}>
              {origin.inferred ? t('probably', origin.name) : origin.name}
            </span>
          </dd>
        </>
      )}
      <dt>{t(origin ? 'factPublishedHere' : 'factPublished')}</dt>
      {published ? (
        <dd>{formatPartialDate({ iso: published, asPrinted: published })}</dd>
      ) : (
        <dd class="absent">{t('noDate')}</dd>
      )}
      {photos.count > 0 && (
        <>
          <dt>{t('factPhotos')}</dt>
          <dd>{photosCredited(photos.count, photos.credited)}</dd>
        </>
      )}
      <dt>{t('factLength')}</dt>
      <dd>{formatLength(card.wordCount, language)}</dd>
    </dl>
  );
}

/** The light in words, the page's own words, and their place. */
export function CardRights({ card }: { card: PageCard }) {
  const { light, code, quote, place } = card.rights;
  return (
    <section class="rights" data-light={lightState(light as Light)} aria-label={t('rights')}>
      <Glyph light={light} />
      <p class="say">{lightWord(light)}</p>
      {quote ? (
        <p>
          <q class="quote" lang={card.language}>
            {quote}
          </q>
        </p>
      ) : (
        <p>{signalSentence(code)}</p>
      )}
      {place && (
        <p class="foot">
          <span class="where">
            <Icon name="locate" />
            <span class="sr">{t('whereFound')}</span> {placeName(place)}
          </span>
        </p>
      )}
    </section>
  );
}

function authorsLine({ authors, language }: PageCard): string {
  const han = isHan(language);
  const names = authors.map(({ name, affiliation }) => {
    if (!affiliation) return name;
    return han ? `${name}（${affiliation}）` : `${name} (${affiliation})`;
  });
  return han ? names.join('、') : formatList(names);
}
