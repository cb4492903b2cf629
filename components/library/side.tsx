import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { openSettings } from '../../utils/platform/tabs';
import { filterValue, withFilter } from '../../utils/search/query-parts';
import { IconButton } from '../common/button';
import { formatNumber } from '../common/format';
import { Icon, Wordmark } from '../common/icon';
import { Glyph, lightOrder, lightWord } from '../common/light';
import type { ClipCounts } from '../hooks/use-search';

interface SideProps {
  counts: ClipCounts | undefined;
  query: string;
  inTrash: boolean;
  /** On narrow windows the side lies over the list and closes again. */
  open: boolean;
  onGo: (query: string, inTrash: boolean) => void;
  onImport: () => void;
  onBackup: () => void;
  onClose: () => void;
}

/** More sources than this would bury the rest of the side. */
const mostSources = 12;

/**
 * The filters: all clips, rights, sources, Trash, each with its count. A light or a source is a part of the search, put
 * in by a click and taken out by the next.
 */
export function Side(props: SideProps) {
  const { counts, query, inTrash, open, onGo, onClose } = props;
  const closeButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) closeButton.current?.focus();
  }, [open]);
  const now = new Date().toISOString();
  const sources = [...(counts?.sites ?? [])].slice(0, mostSources);
  const entry = (name: string, isOn: boolean, count: number, go: () => void, content: ComponentChildren) => (
    <li key={name}>
      <button type="button" aria-current={isOn ? 'page' : undefined} onClick={go}>
        {content}
        <span class="num">{counts && formatNumber(count)}</span>
      </button>
    </li>
  );
  const filter = (key: 'light' | 'site', value: string, count: number, content: ComponentChildren) => {
    const isOn = !inTrash && filterValue(query, key, now) === value;
    const go = () => onGo(withFilter(query, key, isOn ? undefined : value, now), false);
    return entry(`${key} ${value}`, isOn, count, go, content);
  };
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
          'all',
          !inTrash && query.trim() === '',
          counts?.all ?? 0,
          () => onGo('', false),
          <>
            <Icon name="all" />
            {t('allClips')}
          </>,
        )}
      </ul>
      <h2 id="side-rights">{t('rights')}</h2>
      <ul class="nav" aria-labelledby="side-rights">
        {lightOrder.map((light) =>
          filter(
            'light',
            light,
            counts?.lights.get(light) ?? 0,
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
            {sources.map(([name, count]) => filter('site', name, count, <span class="name">{name}</span>))}
          </ul>
        </>
      )}
      <ul class="nav nav-last">
        {entry(
          'trash',
          inTrash,
          counts?.trash ?? 0,
          () => onGo('', true),
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
        <li>
          <button type="button" onClick={() => void openSettings()}>
            <Icon name="settings" />
            {t('settings')}
          </button>
        </li>
      </ul>
    </nav>
  );
}
