import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { Button, IconButton } from '../common/button';
import { counted } from '../common/format';
import { Menu } from '../common/menu';
import { EraseDialog } from './erase-dialog';

/** What can be done with the selected clips. */
export interface BulkActs {
  tag: () => void;
  collect: () => void;
  read: (isRead: boolean) => void;
  favourite: () => void;
  archive: () => void;
  export: () => void;
  cite: () => void;
  trash: () => void;
  restore: () => void;
  /** Asked and agreed to: it cannot be taken back. */
  eraseSelected: () => void;
}

interface BulkBarProps {
  count: number;
  total: number;
  inTrash: boolean;
  /** Which way the switches go: what all of them are already is taken back. */
  inArchive: boolean;
  acts: BulkActs;
  onAll: () => void;
  onClear: () => void;
}

/** Floats over the foot of the list while clips are selected: how many, and what can be done with them. */
export function BulkBar({ count, total, inTrash, inArchive, acts, onAll, onClear }: BulkBarProps) {
  const [asked, setAsked] = useState(false);
  return (
    <div class="bulk" role="toolbar" aria-label={t('selectedClips')}>
      <p class="bulk-count">
        <b class="num">{counted('selected', count)}</b>
        {count < total && (
          <button type="button" class="btn btn-text" onClick={onAll}>
            {counted('selectAllOf', total)}
          </button>
        )}
        <IconButton
          icon="close"
          label={t('clearSelection')}
          hint="Esc"
          class="bulk-close"
          onClick={onClear}
        />
      </p>
      <div class="bulk-acts">
        {inTrash ? (
          <>
            <Button kind="edge" onClick={acts.restore}>
              {t('putBack')}
            </Button>
            <Button danger onClick={() => setAsked(true)}>
              {t('eraseMore')}
            </Button>
          </>
        ) : (
          <>
            <IconButton icon="tag" label={t('tag')} hint="T" onClick={acts.tag} />
            <IconButton icon="folder" label={t('collect')} hint="V" onClick={acts.collect} />
            <IconButton icon="readMark" label={t('markRead')} hint="U" onClick={() => acts.read(true)} />
            <IconButton icon="star" label={t('favourite')} hint="S" onClick={acts.favourite} />
            <IconButton
              icon="archive"
              label={t(inArchive ? 'unarchive' : 'archiveVerb')}
              hint="E"
              onClick={acts.archive}
            />
            <IconButton icon="export" label={t('export')} hint="Shift E" onClick={acts.export} />
            <IconButton icon="quote" label={t('cite')} hint="Q" onClick={acts.cite} />
            <IconButton icon="trash" label={t('moveToTrash')} hint="#" onClick={acts.trash} />
            <Menu
              label={t('more')}
              items={[
                {
                  id: 'unread',
                  label: t('markUnread'),
                  icon: 'unreadMark',
                  onChoose: () => acts.read(false),
                },
              ]}
            />
          </>
        )}
      </div>
      {asked && <EraseDialog count={count} onErase={acts.eraseSelected} onClose={() => setAsked(false)} />}
    </div>
  );
}
