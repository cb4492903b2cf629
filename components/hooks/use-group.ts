import { addedBy, groupRow } from '../../utils/store/sync-group';
import type { SyncGroupRow } from '../../utils/store/sync-track';
import { useLiveQuery } from './use-live-query';

/** The group with which the library is shared, live; nothing where it is a person's own, or is not read yet. */
export function useGroup(): SyncGroupRow | undefined {
  const row = useLiveQuery(groupRow, []);
  return row.view === 'ready' ? row.value : undefined;
}

/** Who added a clip to a group's library, live; nothing in a person's own. */
export function useAddedBy(clipId: string): { name: string; isMe: boolean } | undefined {
  const adder = useLiveQuery(async () => addedBy(clipId), [clipId]);
  return adder.view === 'ready' ? adder.value : undefined;
}
