import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import {
  type Freeable,
  type FreeingPreview,
  free,
  previewFreeing,
  type StorageFigures,
} from '../../utils/store/storage';
import { Button, IconButton } from '../common/button';
import { ConfirmDialog } from '../common/confirm-dialog';
import { counted, formatBytes } from '../common/format';
import { Wordmark } from '../common/icon';
import { libraryFailure } from '../common/library-failure';
import type { LibraryActs } from '../hooks/use-acts';
import { useStorage } from '../hooks/use-storage';

interface StorageViewProps {
  tell: LibraryActs['tell'];
  onSide?: () => void;
}

const kinds = ['texts', 'images', 'versions', 'index'] as const;
const freeable: readonly Freeable[] = ['archived-images', 'old-versions', 'trash'];

/** Room: how much is used, by what, how much is left, and what may be given up, each with what that would do. */
export function StorageView({ tell, onSide }: StorageViewProps) {
  const [figures, again] = useStorage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section class="storage" aria-labelledby="storage-title" tabIndex={0}>
      {onSide && (
        <div class="head">
          <IconButton icon="side" label={t('filters')} class="side-button" onClick={onSide} />
          <Wordmark />
        </div>
      )}
      <h1 id="storage-title" tabIndex={-1} ref={heading}>
        {t('storage')}
      </h1>
      {figures && <Figures figures={figures} />}
      {(!figures || figures.isCounting) && (
        <p class="meta" role="status">
          {t('storageCounting')}
        </p>
      )}
      <h2>{t('storageFree')}</h2>
      <ul class="freeable">
        {freeable.map((what) => (
          <Freeing
            key={what}
            what={what}
            figures={figures}
            onDone={(preview) => {
              tell(t('storageFreed', formatBytes(preview.bytes)));
              again();
            }}
          />
        ))}
      </ul>
    </section>
  );
}

function Figures({ figures }: { figures: StorageFigures }) {
  const { used, left, persistent } = figures;
  const all = kinds.reduce((sum, kind) => sum + figures.kinds[kind], 0);
  return (
    <>
      <p class="storage-sum num">{sumOf(used, left)}</p>
      <div class="track track-kinds" aria-hidden="true">
        {kinds.map((kind) => (
          <i key={kind} data-kind={kind} style={{ flexGrow: all > 0 ? figures.kinds[kind] / all : 0 }} />
        ))}
      </div>
      <dl class="kinds">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>
              <i data-kind={kind} aria-hidden="true" />
              {t(`storage_${kind}`)}
            </dt>
            <dd class="num">{formatBytes(figures.kinds[kind])}</dd>
          </div>
        ))}
      </dl>
      <p class="meta">{t(persistent ? 'storageKept' : 'storageMayGo')}</p>
      {!persistent && <Persist />}
    </>
  );
}

function sumOf(used: number | undefined, left: number | undefined): string {
  if (used === undefined) return t('storageUnknown');
  return left === undefined
    ? t('storageUsed', formatBytes(used))
    : t('storageOf', formatBytes(used), formatBytes(used + left));
}

/** Asks the browser not to clear the library when room runs short. */
function Persist() {
  const [answer, setAnswer] = useState<boolean>();
  if (!navigator.storage?.persist) return null;
  return (
    <p>
      <Button
        kind="edge"
        onClick={() => {
          navigator.storage.persist().then(setAnswer, () => setAnswer(false));
        }}
      >
        {t('storageAskToKeep')}
      </Button>{' '}
      <span role="status">{answer !== undefined && t(answer ? 'storageKept' : 'storageRefused')}</span>
    </p>
  );
}

interface FreeingProps {
  what: Freeable;
  /** Counted anew when these are. */
  figures: StorageFigures | undefined;
  onDone: (preview: FreeingPreview) => void;
}

function Freeing({ what, figures, onDone }: FreeingProps) {
  const [preview, setPreview] = useState<FreeingPreview>();
  const [asked, setAsked] = useState(false);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  useEffect(() => {
    previewFreeing(what).then(setPreview, console.error);
  }, [what, figures]);
  const run = (): void => {
    setState('busy');
    free(what).then(
      () => {
        setState('idle');
        if (preview) onDone(preview);
      },
      () => setState('failed'),
    );
  };
  const isNone = preview?.items === 0;
  return (
    <li>
      <div>
        <b>{t(`free_${what.replace('-', '_')}`)}</b>
        <p class="meta num">
          {preview &&
            (isNone
              ? t('freeNothing')
              : counted(`freeItems_${what.replace('-', '_')}`, preview.items, formatBytes(preview.bytes)))}
        </p>
        {state === 'failed' && (
          <p class="failed-line" role="alert">
            {libraryFailure()}
          </p>
        )}
      </div>
      <Button
        kind="edge"
        busy={state === 'busy'}
        disabled={!preview || isNone}
        onClick={() => setAsked(true)}
      >
        {t('freeMore')}
      </Button>
      {asked && preview && (
        <ConfirmDialog
          title={t(`free_${what.replace('-', '_')}`)}
          text={`${counted(`freeItems_${what.replace('-', '_')}`, preview.items, formatBytes(preview.bytes))} ${t(`freeHint_${what.replace('-', '_')}`)}`}
          action={t('freeNow', formatBytes(preview.bytes))}
          onConfirm={run}
          onClose={() => setAsked(false)}
        />
      )}
    </li>
  );
}
