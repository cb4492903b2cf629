import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { shownTitle } from '../../utils/clip/plan-save';
import type { Change } from '../../utils/model/change';
import type { ClipImage, ClipRecord, ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { ClipOrder } from '../clips/clip-order';
import { Reprints } from '../clips/reprints';
import { RetryImages } from '../clips/retry-images';
import { Verify } from '../clips/verify';
import { IconButton } from '../common/button';
import { formatAddress, formatLength, formatMoment, formatMoments } from '../common/format';
import { Light } from '../common/light';
import { isCredited } from '../common/source-facts';
import { useVersions } from '../hooks/use-clips';
import { useAddedBy } from '../hooks/use-group';
import { creditLine } from '../reader/image-note';
import { RightsForm, TextForm } from '../rights/correct-form';
import { Corrigible } from '../rights/corrigible';
import { FactList, pageWords } from '../rights/fact-list';
import { RightsCard } from '../rights/rights-card';
import { InFile } from './in-file';

interface FactsPanelProps {
  record: ClipRecord;
  addresses: Map<string, string> | undefined;
  versionId: string;
  panelRef: Ref<HTMLElement>;
  summary: ClipSummary;
  noteAsked: number;
  run: (change: Change) => Promise<unknown>;
  /** Where one pane is shown: back to the text. */
  onBack: () => void;
  onCompareVersions: () => void;
  onVersion: (versionId: string) => void;
  onCompare: () => void;
}

/** Rights, source, photos, versions, capture and fingerprint of a clip, each with where it was found. */
export function FactsPanel(props: FactsPanelProps) {
  const { record, summary, addresses, versionId, panelRef, onVersion } = props;
  const lang = record.content.language ?? record.source.language.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <aside class="panel" tabIndex={0} aria-label={t('sourceAndRights')} ref={panelRef}>
      <div class="panel-head">
        <IconButton icon="left" label={t('backToText')} onClick={props.onBack} />
      </div>
      {!summary.deletedAt && (
        <Part title={t('yourOrder')}>
          <ClipOrder clip={summary} noteAsked={props.noteAsked} run={props.run} />
        </Part>
      )}
      <Part title={t('rights')}>
        <Corrigible
          facts={['rights']}
          label={t('rights')}
          action={t('notRight')}
          pageWords={(fact, value) => pageWords(fact, value, lang)}
          form={(shared) => <RightsForm {...shared} />}
        >
          <RightsCard rights={record.rights} images={record.images} lang={lang} notices />
        </Corrigible>
      </Part>
      <Part title={t('source')}>
        <FactList source={record.source} title={shownTitle(record)} />
      </Part>
      {record.images.length > 0 && (
        <Part title={t('factPhotos')}>
          <Photos images={record.images} addresses={addresses} lang={lang} />
          {!summary.deletedAt && versionId === summary.versionId && <RetryImages record={record} />}
        </Part>
      )}
      {!summary.deletedAt && <Reprints clipId={record.id} />}
      <Versions
        clipId={record.id}
        versionId={versionId}
        onVersion={onVersion}
        onCompare={props.onCompareVersions}
      />
      <Capture record={record} onCompare={props.onCompare} />
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
          <div class="credit-fact">
            <Corrigible
              facts={['credit']}
              imageId={image.id}
              label={t('creditField')}
              lang={lang}
              pageWords={(fact, value) => pageWords(fact, value, lang)}
              form={(shared) => (
                <TextForm
                  {...shared}
                  start={isCredited(image) ? creditLine(image) : ''}
                  lang={lang}
                  toCorrection={(value) => ({ fact: 'credit', imageId: image.id, value })}
                />
              )}
            >
              {isCredited(image) ? (
                <span class={isYours(image) ? 'quote yours' : 'quote'} lang={lang}>
                  {creditLine(image)}
                </span>
              ) : (
                <span class="meta">{t('noCredit')}</span>
              )}
            </Corrigible>
          </div>
          <Light light={image.rights.signal.light} />
          {image.failure && <span class="meta-xs">{t('imageNotKept')}</span>}
          <InFile image={image} />
        </li>
      ))}
    </ul>
  );
}

function isYours({ credit }: ClipImage): boolean {
  return credit?.status === 'user';
}

interface VersionsProps {
  clipId: string;
  versionId: string;
  onVersion: (versionId: string) => void;
  onCompare: () => void;
}

function Versions({ clipId, versionId, onVersion, onCompare }: VersionsProps) {
  const versions = useVersions(clipId);
  if (versions.view !== 'ready' || versions.value.length < 2) return null;
  const moments = formatMoments(versions.value.map(({ at }) => at));
  return (
    <Part title={t('versions')}>
      <ul class="versions">
        {versions.value.map(({ id }, place) => (
          <li key={id}>
            <span>{moments[place]}</span>
            {id === versionId ? (
              <span class="meta-xs">{t('shown')}</span>
            ) : (
              <button type="button" class="btn btn-text" onClick={() => onVersion(id)}>
                {t('show')}
                <span class="sr">{moments[place]}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <button type="button" class="btn btn-text" onClick={onCompare}>
        {t('compareVersions')}
      </button>
    </Part>
  );
}

function Capture({ record, onCompare }: { record: ClipRecord; onCompare: () => void }) {
  const { capture, integrity, source } = record;
  const adder = useAddedBy(record.id);
  return (
    <Part title={t('capture')}>
      <dl class="facts">
        {adder && (
          <>
            <dt>{t('addedBy')}</dt>
            <dd>
              <span dir="auto">{adder.name}</span>
              {adder.isMe && <span class="place meta-xs">{t('groupYou')}</span>}
            </dd>
          </>
        )}
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
          <Verify record={record} />
          <button type="button" class="btn btn-text" onClick={onCompare}>
            {t('compare')}
          </button>
        </dd>
      </dl>
    </Part>
  );
}
