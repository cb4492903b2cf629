import { minutesFor, type ReadingLoad } from '../../utils/aids/reading-time';
import type { ClipImage } from '../../utils/model/clip';
import type { SourceInfo } from '../../utils/model/source';
import { t } from '../../utils/platform/i18n';
import { formatMinutes, formatPartialDate, isHan } from '../common/format';
import { originName, writersOf } from '../common/source-facts';

/** Where the article stands: site, then the way through it, without the site or the title said twice. */
export function Kicker({ source, title }: { source: SourceInfo | undefined; title: string }) {
  if (!source) return <p class="kicker">&nbsp;</p>;
  const site = source.site.value.name;
  const steps = (source.breadcrumb?.value ?? []).filter((step) => step !== site && step !== title);
  return (
    <p class="kicker" lang={source.language.value}>
      <b>{site}</b>
      {steps.map((step) => (
        <span class="step" key={step}>
          {step}
        </span>
      ))}
    </p>
  );
}

interface SourceLineProps {
  /** Absent until they are read: the line keeps its place. */
  source: SourceInfo | undefined;
  images: readonly ClipImage[] | undefined;
  load: ReadingLoad;
  lang: string;
}

/** First publisher, who wrote and photographed it, when, who edited it, how long it takes to read. */
export function SourceLine({ source, images, load, lang }: SourceLineProps) {
  if (!source || !images) return <p class="sourceline">&nbsp;</p>;
  const origin = source.origin && originName(source.origin.value);
  const writers = writersOf(source);
  const editors = source.creators.filter((creator) => creator.value.role === 'editor');
  const photographers = [
    ...new Set(images.flatMap((image) => image.creators.map((creator) => creator.value.name))),
  ];
  return (
    <p class="sourceline" lang={t('interfaceLanguage')}>
      {origin && (
        <Said
          label={t(source.origin?.status === 'inferred' ? 'lineOriginProbably' : 'lineOrigin')}
          value={origin}
          lang={lang}
        />
      )}
      {writers.length === 0 && <span>{t('noAuthor')}</span>}
      {writers.map(({ value }) => (
        <Said
          key={value.name}
          label={value.rolePrinted && isHan(lang) ? `${value.rolePrinted} ` : t('lineBy')}
          value={value.name}
          lang={lang}
        />
      ))}
      {photographers.length > 0 && (
        <Said label={t('linePhotos')} value={photographers.join(isHan(lang) ? '、' : ', ')} lang={lang} />
      )}
      <span>{source.published ? formatPartialDate(source.published.value) : t('noDate')}</span>
      {editors.map(({ value }) => (
        <Said key={value.name} label={t('lineEditor')} value={value.name} lang={lang} />
      ))}
      <span>{formatMinutes(minutesFor(load, lang))}</span>
    </p>
  );
}

function Said({ label, value, lang }: { label: string; value: string; lang: string }) {
  return (
    <span>
      {label}
      <b lang={lang}>{value}</b>
    </span>
  );
}
