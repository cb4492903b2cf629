import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useId } from 'preact/hooks';
import type { ClipImage, Integrity, Timestamp } from '../../utils/model/clip';
import type { RightsInfo } from '../../utils/model/rights';
import type { SourceInfo } from '../../utils/model/source';
import { t } from '../../utils/platform/i18n';
import { Where } from '../common/evidence';
import { formatAddress, formatMoment } from '../common/format';
import { Device } from '../common/icon';
import { Light } from '../common/light';
import { rightsQuotes, signalSentence } from '../common/rights-words';
import { describePhotos, type Fact, standingOf } from '../common/source-facts';
import { RightsForm } from '../rights/correct-form';
import { CorrectionsContext } from '../rights/corrections';
import { Corrigible } from '../rights/corrigible';
import { FactWithCorrection, factsShown, pageWords } from '../rights/fact-list';

interface ClosingColophonProps {
  source: SourceInfo;
  rights: RightsInfo;
  images: readonly ClipImage[];
  lang: string;
  capture?: { at: Timestamp };
  integrity?: Pick<Integrity, 'text'>;
  /** Called once it stands there. */
  onShown?: () => void;
}

/** The page at the end of the book: who, where first, who took the photos, on what terms, when read. */
export function ClosingColophon(props: ClosingColophonProps) {
  const { source, rights, images, lang, capture, integrity } = props;
  useEffect(() => props.onShown?.(), []);
  const heading = useId();
  const canCorrect = useContext(CorrectionsContext) !== undefined;
  const facts = [...factsShown(source, canCorrect), ...describePhotos(images, lang)].filter(
    (fact) => fact.id !== 'section',
  );
  return (
    <section class="colophon" aria-labelledby={heading} lang={t('interfaceLanguage')} dir="ltr">
      <header>
        <Device />
        <h2 id={heading}>{t('colophon')}</h2>
      </header>
      <dl>
        {facts.map((fact) => (
          <FactRow fact={fact} source={source} key={fact.id} />
        ))}
        <TermsRow rights={rights} lang={lang} />
        {rights.notices.map((notice) => (
          <Row
            label={t('factNotice')}
            key={notice.value}
            where={<Where evidence={notice.evidence[0]} shown={notice.value} />}
          >
            <q class="quote" lang={notice.evidence[0]?.lang ?? lang}>
              {notice.value}
            </q>
          </Row>
        ))}
        <Row label={t('factReadAt')}>
          <span class="address">{formatAddress(source.urls.retrieved)}</span>
          {capture && <span class="aside">{t('deviceClock', formatMoment(capture.at))}</span>}
        </Row>
        {integrity && (
          <Row label={t('factFingerprint')}>
            <span class="print">{integrity.text.replace('sha256:', '')}</span>
            <span class="aside">{t('fingerprintLimit')}</span>
          </Row>
        )}
      </dl>
    </section>
  );
}

function FactRow({ fact, source }: { fact: Fact; source: SourceInfo }) {
  return (
    <Row
      label={fact.label}
      where={<Where evidence={fact.evidence} shown={fact.value} status={standingOf(fact)} lang={fact.lang} />}
    >
      <FactWithCorrection fact={fact} source={source}>
        <span class={fact.kind} lang={fact.lang}>
          {fact.value}
        </span>
        {fact.aside && <span class="aside">{fact.aside}</span>}
      </FactWithCorrection>
    </Row>
  );
}

function TermsRow({ rights, lang }: { rights: RightsInfo; lang: string }) {
  const [first] = rights.signal.because;
  return (
    <Row label={t('factTerms')} where={<Where evidence={first} shown={first?.quote} />}>
      <Corrigible
        facts={['rights']}
        label={t('factTerms')}
        action={t('notRight')}
        pageWords={(fact, value) => pageWords(fact, value, lang)}
        form={(shared) => <RightsForm {...shared} />}
      >
        <Light light={rights.signal.light} />
        <span class="aside">{signalSentence(rights.signal.code)}</span>
        {rightsQuotes(rights).map((evidence) => (
          <q class="quote" lang={evidence.lang ?? lang} key={evidence.quote}>
            {evidence.quote}
          </q>
        ))}
      </Corrigible>
    </Row>
  );
}

function Row({
  label,
  where,
  children,
}: {
  label: string;
  where?: ComponentChildren;
  children: ComponentChildren;
}) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <div class="said">{children}</div>
        {where}
      </dd>
    </>
  );
}
