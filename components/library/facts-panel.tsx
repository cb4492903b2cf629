import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { isUnchanged } from '../../utils/clip/fingerprint';
import type { ClipImage, ClipRecord } from '../../utils/model/clip';
import type { RightsInfo } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';
import { Where } from '../common/evidence';
import { formatAddress, formatLength, formatMoment } from '../common/format';
import { Glyph, Light, lightState, lightWord } from '../common/light';
import { imagesCredited, photoLights } from '../common/photos-summary';
import { rightsQuotes, signalSentence } from '../common/rights-words';
import { describeSource, isCredited } from '../common/source-facts';
import { useVersions } from '../hooks/use-clips';
import { creditLine } from '../reader/image-note';

interface FactsPanelProps {
  record: ClipRecord;
  addresses: Map<string, string> | undefined;
  versionId: string;
  panelRef: Ref<HTMLElement>;
  onVersion: (versionId: string) => void;
}

/** Rights, source, photos, versions, capture and fingerprint of a clip, each with where it was found. */
export function FactsPanel({ record, addresses, versionId, panelRef, onVersion }: FactsPanelProps) {
  const lang = record.content.language ?? record.source.language.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <aside class="panel" tabIndex={0} aria-label={t('sourceAndRights')} ref={panelRef}>
      <Part title={t('rights')}>
        <RightsCard rights={record.rights} lang={lang} />
        {record.images.length > 0 && <PhotosCard images={record.images} />}
      </Part>
      <Part title={t('source')}>
        <SourceFacts record={record} />
      </Part>
      {record.images.length > 0 && (
        <Part title={t('factPhotos')}>
          <Photos images={record.images} addresses={addresses} lang={lang} />
        </Part>
      )}
      <Versions clipId={record.id} versionId={versionId} onVersion={onVersion} />
      <Capture record={record} />
    </aside>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function RightsCard({ rights, lang }: { rights: RightsInfo; lang: string }) {
  const { light, code, because } = rights.signal;
  const quotes = rightsQuotes(rights);
  const others = rights.notices.filter((notice) => !quotes.some((quote) => quote.quote === notice.value));
  return (
    <div class="rights" data-light={lightState(light)}>
      <Glyph light={light} />
      <p class="say">{lightWord(light)}</p>
      <p>{signalSentence(code)}</p>
      {quotes.map((quote) => (
        <p key={quote.quote}>
          <q class="quote" lang={quote.lang ?? lang}>
            {quote.quote}
          </q>
        </p>
      ))}
      <div class="foot">
        <Where evidence={because[0]} shown={quotes[0]?.quote} lang={lang} />
        {rights.license?.value.url && (
          <a href={rights.license.value.url} target="_blank" rel="noopener noreferrer license">
            {rights.license.value.name}
          </a>
        )}
      </div>
      {others.map((notice) => (
        <div class="notice-words" key={notice.value}>
          <q class="quote" lang={notice.evidence[0]?.lang ?? lang}>
            {notice.value}
          </q>{' '}
          <Where evidence={notice.evidence[0]} shown={notice.value} lang={lang} />
        </div>
      ))}
    </div>
  );
}

function PhotosCard({ images }: { images: readonly ClipImage[] }) {
  const lights = photoLights(images);
  const only = lights.length === 1 ? lights[0] : undefined;
  const light = only?.light ?? 'grey';
  return (
    <div class="rights" data-light={lightState(light)}>
      <Glyph light={light} />
      <p class="say">{only ? t('photosLight', lightWord(light)) : t('photosDiffer')}</p>
      <p>{imagesCredited(images)}</p>
    </div>
  );
}

function SourceFacts({ record }: { record: ClipRecord }) {
  return (
    <dl class="facts">
      {record.source.originalTitle && (
        <>
          <dt>{t('originalTitle')}</dt>
          <dd lang={record.source.language.value}>
            {record.source.originalTitle.value}
            <span class="place">
              <Where
                evidence={record.source.originalTitle.evidence[0]}
                shown={record.source.originalTitle.value}
                lang={record.source.language.value}
              />
            </span>
          </dd>
        </>
      )}
      {describeSource(record.source).map((fact) => (
        <>
          <dt key={`${fact.id}-label`}>{fact.label}</dt>
          <dd key={fact.id}>
            <span class={fact.kind} lang={fact.lang}>
              {fact.value}
            </span>
            {fact.aside && <span class="place meta-xs">{fact.aside}</span>}
            <span class="place">
              <Where evidence={fact.evidence} shown={fact.value} lang={fact.lang} />
            </span>
          </dd>
        </>
      ))}
    </dl>
  );
}

interface PhotosProps {
  images: readonly ClipImage[];
  addresses: Map<string, string> | undefined;
  lang: string;
}

function Photos({ images, addresses, lang }: PhotosProps) {
  return (
    <ul class="imgs">
      {images.map((image) => (
        <li key={image.id}>
          {addresses?.has(image.id) ? (
            <img class="thumb" src={addresses.get(image.id)} alt="" />
          ) : (
            <span class="thumb thumb-none" />
          )}
          {isCredited(image) ? (
            <span class="quote" lang={lang}>
              {creditLine(image)}
            </span>
          ) : (
            <span class="meta">{t('noCredit')}</span>
          )}
          <Light light={image.rights.signal.light} />
          {image.failure && <span class="meta-xs">{t('imageNotKept')}</span>}
        </li>
      ))}
    </ul>
  );
}

interface VersionsProps {
  clipId: string;
  versionId: string;
  onVersion: (versionId: string) => void;
}

function Versions({ clipId, versionId, onVersion }: VersionsProps) {
  const versions = useVersions(clipId);
  if (versions.view !== 'ready' || versions.value.length < 2) return null;
  return (
    <Part title={t('versions')}>
      <ul class="versions">
        {versions.value.map(({ id, at }) => (
          <li key={id}>
            <span>{formatMoment(at)}</span>
            {id === versionId ? (
              <span class="meta-xs">{t('shown')}</span>
            ) : (
              <button type="button" class="btn btn-text" onClick={() => onVersion(id)}>
                {t('show')}
                <span class="sr">{formatMoment(at)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Capture({ record }: { record: ClipRecord }) {
  const { capture, integrity, source } = record;
  const unchanged = useUnchanged(record);
  return (
    <Part title={t('capture')}>
      <dl class="facts">
        <dt>{t('factReadAt')}</dt>
        <dd>
          <span class="address">{formatAddress(source.urls.retrieved)}</span>
          <span class="place meta-xs">{t('deviceClock', formatMoment(capture.at))}</span>
        </dd>
        <dt>{t('factWith')}</dt>
        <dd>
          <span class="app-voice">
            {t('toolAndBrowser', capture.tool, capture.toolVersion, capture.browser)}
          </span>
        </dd>
        <dt>{t('factLength')}</dt>
        <dd>
          <span class="app-voice">{formatLength(record.content.wordCount, record.content.language)}</span>
        </dd>
        <dt>{t('factFingerprint')}</dt>
        <dd>
          <span class="print">{integrity.text.replace('sha256:', '')}</span>
          {unchanged !== undefined && (
            <span class="place meta-xs">{t(unchanged ? 'fingerprintOk' : 'fingerprintDiffers')}</span>
          )}
          {unchanged && <span class="place meta-xs">{t('fingerprintLimit')}</span>}
        </dd>
      </dl>
    </Part>
  );
}

/** Whether the record still has the fingerprint that it was saved with; undefined while that is computed. */
function useUnchanged(record: ClipRecord): boolean | undefined {
  const [unchanged, setUnchanged] = useState<boolean>();
  useEffect(() => {
    let left = false;
    isUnchanged(record, crypto.subtle).then((same) => {
      if (!left) setUnchanged(same);
    });
    return () => {
      left = true;
    };
  }, [record]);
  return unchanged;
}
