import type { Change } from '../../utils/model/change';
import type { ClipId } from '../../utils/model/clip';
import { useSummary } from '../hooks/use-clips';
import { ClipTags } from './clip-tags';
import { NoteField } from './note-field';

interface KeptOrderProps {
  clipId: ClipId;
  run: (change: Change) => Promise<unknown>;
}

/** Tags and note of a clip that was just made, or was already there: each is kept at once. */
export function KeptOrder({ clipId, run }: KeptOrderProps) {
  const loaded = useSummary(clipId);
  const clip = loaded.view === 'ready' ? loaded.value : undefined;
  if (!clip) return null;
  return (
    <div class="clip-order">
      <ClipTags clip={clip} run={run} />
      <NoteField
        key={clipId}
        clipId={clipId}
        note={clip.note ?? ''}
        onNote={(note) => run({ kind: 'note', clipIds: [clipId], note })}
      />
    </div>
  );
}
