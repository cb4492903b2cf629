import type { Change } from '../../utils/model/change';
import type { ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { TagField } from './tag-field';

/** The tags of a clip: each is kept, and taken away, at once. */
export function ClipTags({ clip, run }: { clip: ClipSummary; run: (change: Change) => Promise<unknown> }) {
  const clipIds = [clip.id];
  return (
    <TagField
      tags={clip.tags}
      label={t('tags')}
      placeholder={t('addTag')}
      onAdd={(add) => void run({ kind: 'tag', clipIds, add })}
      onRemove={(tag) => void run({ kind: 'tag', clipIds, remove: [tag] })}
    />
  );
}
