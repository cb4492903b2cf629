import type { PageCard } from '../../utils/messaging/protocol';
import type { ClipDraft } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Where } from '../common/evidence';
import { formatLength } from '../common/format';
import { photosCredited } from '../common/photos-summary';
import { describePhotos, describeSource, type Fact, isCredited, standingOf } from '../common/source-facts';
import { RightsCard } from '../rights/rights-card';

/** The page's title and, where it names one, its original title. */
export function CardTitle({ card: { title, draft } }: { card: PageCard }) {
  const lang = draft?.content.language ?? draft?.source.language.value;
  const original = draft?.source.originalTitle?.value;
  const differs = original !== title; // the page may repeat its own title as the original one
  return (
    <div>
      <h1 class="page" lang={lang}>
        {title}
      </h1>
      {original && differs && (
        <p class="original" lang={lang}>
          <span lang={t('interfaceLanguage')}>{t('originalTitle')}</span>
          {original}
        </p>
      )}
    </div>
  );
}

const withAside = ['published', 'photos'];

/** What a popup has no room for; the reader and the library show it. */
const leftOut = ['section'];

/**
 * Who wrote it, where it stood first, site and date, photos, length: what is not stated is said so. `brief`: without
 * photos and length.
 */
export function CardFacts({ draft, brief }: { draft: ClipDraft; brief?: boolean }) {
  const { source, content } = draft;
  return (
    <dl class="facts">
      {describeSource(source)
        .filter(({ id }) => !leftOut.includes(id))
        .map((fact) => (
          <CardFact fact={fact} key={fact.id} />
        ))}
      {!brief && photosFacts(draft).map((fact) => <CardFact fact={fact} key={fact.id} />)}
      {!brief && (
        <>
          <dt>{t('factLength')}</dt>
          <dd>{formatLength(content.wordCount, content.language)}</dd>
        </>
      )}
    </dl>
  );
}

/** Whom the photos name; where that is a long list, how many of them name someone. */
function photosFacts({ images, content, source }: ClipDraft): Fact[] {
  const credited = images.filter(isCredited).length;
  const names = describePhotos(images, content.language ?? source.language.value);
  return names.map((fact) =>
    fact.value.length <= LONG
      ? fact
      : { ...fact, value: photosCredited(images.length, credited), lang: undefined },
  );
}

/** More characters than this are no line of the card. */
const LONG = 60;

function CardFact({ fact }: { fact: Fact }) {
  return (
    <>
      <dt>{fact.label}</dt>
      <dd>
        <span class={fact.kind} lang={fact.lang}>
          {fact.value}
        </span>
        {fact.aside && withAside.includes(fact.id) && <span class="absent fact-aside">{fact.aside}</span>}{' '}
        <Where evidence={fact.evidence} shown={fact.value} status={standingOf(fact)} lang={fact.lang} />
      </dd>
    </>
  );
}

/** May it be republished: the light, the sentence, the page's own words, the photos. */
export function CardRights({ draft }: { draft: ClipDraft }) {
  const { rights, images, content, source } = draft;
  return <RightsCard rights={rights} images={images} lang={content.language ?? source.language.value} />;
}
