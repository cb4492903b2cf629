import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { formatNumber } from '../common/format';
import { Icon, Wordmark } from '../common/icon';
import { Glyph, lightOrder, lightWord } from '../common/light';
import { countLights, countSources, type Scope, sameScope } from './library-state';

interface SideProps {
  clips: readonly ClipSummary[];
  trashCount: number;
  scope: Scope;
  /** On narrow windows the side lies over the list and closes again. */
  open: boolean;
  onScope: (scope: Scope) => void;
  onImport: () => void;
  onBackup: () => void;
  onClose: () => void;
}

/** More sources than this would bury the rest of the side. */
const mostSources = 12;

/** The filters: all clips, rights, sources, Trash, each with its count. */
export function Side(props: SideProps) {
  const { clips, trashCount, scope, open, onScope, onClose } = props;
  const closeButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) closeButton.current?.focus();
  }, [open]);
  const lights = countLights(clips);
  const sources = countSources(clips);
  const entry = (to: Scope, count: number, content: ComponentChildren) => (
    <li key={JSON.stringify(to)}>
      <button
        type="button"
        aria-current={sameScope(scope, to) ? 'page' : undefined}
        onClick={() => onScope(to)}
      >
        {content}
        <span class="num">{formatNumber(count)}</span>
      </button>
    </li>
  );
  return (
    <nav class="side" id="side" aria-label={t('filters')} data-open={open ? '' : undefined}>
      <div class="side-head">
        <Wordmark />
        <IconButton
          icon="close"
          label={t('close')}
          hint="Esc"
          class="side-close"
          buttonRef={closeButton}
          onClick={onClose}
        />
      </div>
      <ul class="nav">
        {entry(
          { kind: 'all' },
          clips.length,
          <>
            <Icon name="all" />
            {t('allClips')}
          </>,
        )}
      </ul>
      <h2 id="side-rights">{t('rights')}</h2>
      <ul class="nav" aria-labelledby="side-rights">
        {lightOrder.map((light) =>
          entry(
            { kind: 'light', light },
            lights[light],
            <>
              <Glyph light={light} />
              {lightWord(light)}
            </>,
          ),
        )}
      </ul>
      {sources.length > 0 && (
        <>
          <h2 id="side-sources">{t('sources')}</h2>
          <ul class="nav" aria-labelledby="side-sources">
            {sources
              .slice(0, mostSources)
              .map(({ siteName, count }) =>
                entry({ kind: 'source', siteName }, count, <span class="name">{siteName}</span>),
              )}
          </ul>
        </>
      )}
      <ul class="nav nav-last">
        {entry(
          { kind: 'trash' },
          trashCount,
          <>
            <Icon name="trash" />
            {t('trash')}
          </>,
        )}
        <li>
          <button type="button" onClick={props.onImport}>
            <Icon name="import" />
            {t('importMenu')}
          </button>
        </li>
        <li>
          <button type="button" onClick={props.onBackup}>
            <Icon name="export" />
            {t('backupMenu')}
          </button>
        </li>
      </ul>
    </nav>
  );
}
