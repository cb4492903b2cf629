import { useState } from 'preact/hooks';
import type { Change } from '../../utils/model/change';
import type { ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { Icon } from '../common/icon';
import { useCollections } from '../hooks/use-collections';
import { ClipNote } from './clip-note';
import { ClipTags } from './clip-tags';
import { CollectDialog } from './collect-dialog';

interface ClipOrderProps {
  clip: ClipSummary;
  /** Counts up when the note is asked for by a key. */
  noteAsked: number;
  run: (change: Change) => Promise<unknown>;
}

/** What the person says of a clip: its tags, its collections, its note. Each is kept at once. */
export function ClipOrder({ clip, noteAsked, run }: ClipOrderProps) {
  return (
    <div class="clip-order">
      <ClipTags clip={clip} run={run} />
      <ClipCollections clip={clip} run={run} />
      <ClipNote
        key={clip.id}
        clipId={clip.id}
        note={clip.note ?? ''}
        asked={noteAsked}
        onNote={(note) => run({ kind: 'note', clipIds: [clip.id], note })}
      />
    </div>
  );
}

function ClipCollections({ clip, run }: Pick<ClipOrderProps, 'clip' | 'run'>) {
  const all = useCollections();
  const [isOpen, setOpen] = useState(false);
  const inside = all.filter(({ id }) => clip.collections?.includes(id));
  return (
    <div class="clip-collections">
      {inside.length > 0 && (
        <ul class="chips" aria-label={t('collections')}>
          {inside.map(({ id, name, path }) => (
            <li class="chip chip-mine chip-q" key={id} title={path}>
              <Icon name="folder" small />
              {name}
              <button
                type="button"
                aria-label={t('takeOutOf', name)}
                title={t('takeOutOf', name)}
                onClick={() => void run({ kind: 'collect', clipIds: [clip.id], remove: [id] })}
              >
                <Icon name="close" small />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Button size="s" icon="folder" onClick={() => setOpen(true)}>
        {t('addToCollection')}
      </Button>
      {isOpen && <CollectDialog clipIds={[clip.id]} run={run} onClose={() => setOpen(false)} />}
    </div>
  );
}
