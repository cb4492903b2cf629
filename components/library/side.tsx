import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { openSettings } from '../../utils/platform/tabs';
import { IconButton } from '../common/button';
import { Icon, Wordmark } from '../common/icon';
import type { IconName } from '../common/icon-shapes';
import { lazily } from '../common/lazily';
import type { LibraryActs } from '../hooks/use-acts';
import type { ClipCounts } from '../hooks/use-search';
import { CollectionsNav } from './collections-nav';
import { Facets } from './facets';
import type { Place } from './library-state';
import { NavEntry } from './nav-entry';
import { SavedSearches } from './saved-searches';
import { StorageMeter } from './storage-meter';
import { TagsNav } from './tags-nav';

/** With it comes all of sharing: after the first rows. */
const SyncKeeper = lazily(async () => (await import('../sync/sync-keeper')).SyncKeeper);

export interface SideProps {
  counts: ClipCounts | undefined;
  /** The list is there: what is beside it may be counted. */
  isListed: boolean;
  place: Place | 'storage';
  query: string;
  /** On narrow windows the side lies over the list and closes again. */
  open: boolean;
  acts: LibraryActs;
  onGo: (place: Place) => void;
  onQuery: (query: string) => void;
  onStorage: () => void;
  onImport: () => void;
  onBackup: () => void;
  onClose: () => void;
}

const places: readonly (readonly [Place, IconName, string])[] = [
  ['all', 'all', 'allClips'],
  ['unread', 'clock', 'unread'],
  ['favourites', 'star', 'favourites'],
  ['highlights', 'note', 'highlights'],
  ['archive', 'archive', 'archive'],
];

/**
 * The side of the library: places, collections, tags, saved searches and filters, each with its count. What is chosen
 * here becomes a part of the search, put in by a click and taken out by the next.
 */
export function Side(props: SideProps) {
  const { counts, open, onClose, place } = props;
  const closeButton = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) closeButton.current?.focus();
  }, [open]);
  const isPlain = props.query.trim() === '';
  const entry = (id: Place, icon: IconName, word: string) => (
    <NavEntry
      key={id}
      isOn={place === id && (id !== 'all' || isPlain)}
      count={counts?.[id]}
      onClick={() => props.onGo(id)}
    >
      <Icon name={icon} />
      {t(word)}
    </NavEntry>
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
      <ul class="nav">{places.map(([id, icon, word]) => entry(id, icon, word))}</ul>
      <CollectionsNav {...props} />
      <TagsNav {...props} />
      <SavedSearches {...props} />
      <Facets {...props} />
      <ul class="nav nav-last">
        {entry('trash', 'trash', 'trash')}
        <NavEntry onClick={props.onImport}>
          <Icon name="import" />
          {t('importMenu')}
        </NavEntry>
        <NavEntry onClick={props.onBackup}>
          <Icon name="export" />
          {t('backupMenu')}
        </NavEntry>
        <NavEntry onClick={() => void openSettings()}>
          <Icon name="settings" />
          {t('settings')}
        </NavEntry>
      </ul>
      {props.isListed && <SyncKeeper />}
      <StorageMeter isOn={place === 'storage'} isListed={props.isListed} onOpen={props.onStorage} />
    </nav>
  );
}
