import type { Change } from '../../utils/model/change';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { useSummary } from '../hooks/use-clips';
import { NoteField } from './note-field';
import { TagField } from './tag-field';

interface KeptOrderProps {
  clipId: ClipId;
  run: (change: Change) => Promise<unknown>;
}

/** Tags and note of a clip that was just made, or was already there: each is kept at once. */
export function KeptOrder({ clipId, run }: KeptOrderProps) {
  const loaded = useSummary(clipId);
  const clip = loaded.view === 'ready' ? loaded.value : undefined;
  if (!clip) return null;
  const clipIds = [clipId];
  return (
    <div class="clip-order">
      <TagField
        tags={clip.tags}
        label={t('tags')}
        placeholder={t('addTag')}
        onAdd={(add) => void run({ kind: 'tag', clipIds, add })}
        onRemove={(tag) => void run({ kind: 'tag', clipIds, remove: [tag] })}
      />
      <NoteField
        key={clipId}
        clipId={clipId}
        note={clip.note ?? ''}
        onNote={(note) => run({ kind: 'note', clipIds, note })}
      />
    </div>
  );
}
