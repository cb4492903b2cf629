import { useEffect, useState } from 'preact/hooks';
import type { ClipSummary } from '../../utils/model/clip';
import type { CollectionId } from '../../utils/model/collection';
import { t } from '../../utils/platform/i18n';
import { listSummaries } from '../../utils/store/clips';
import { listCollected, listCollections } from '../../utils/store/collections';
import { countClips } from '../../utils/store/search-clips';
import { counted } from '../common/format';
import { useLiveQuery } from '../hooks/use-live-query';

/** A choice of clips that the dialog offers. */
export interface Scope {
  id: string;
  label: string;
  hint: string;
  hintLang?: string;
  read: () => Promise<readonly ClipSummary[]>;
}

interface Offered {
  clip?: ClipSummary;
  selected?: readonly ClipSummary[];
  clips: readonly ClipSummary[];
  /** The collection that the person chose among all. */
  collection: CollectionId | undefined;
}

interface Scopes {
  scopes: Scope[];
  /** How many clips the library has. */
  total: number;
  shelves: readonly { id: CollectionId; name: string; depth: number }[];
  shelf: CollectionId | undefined;
}

/** What can be exported: this clip, those that are selected, those of the list or of a collection, the whole library. */
export function useScopes({ clip, selected, clips, collection }: Offered): Scopes {
  const listed = useLiveQuery(listCollections, []);
  const shelves = listed.view === 'ready' ? listed.value : [];
  const shelf = shelves.find(({ id }) => id === collection) ?? shelves[0];
  const total = useLiveQuery(countClips, []);
  const all = total.view === 'ready' ? total.value.all : 0;
  const several = (id: string, label: string, rows: readonly ClipSummary[]): Scope => ({
    id,
    label,
    hint: counted('clipsCount', rows.length),
    read: async () => rows,
  });
  const scopes: Scope[] = [
    ...(selected && selected.length > 0 ? [several('selected', t('exportSelected'), selected)] : []),
    ...(clip
      ? [
          {
            id: 'this',
            label: t('exportThis'),
            hint: clip.title,
            hintLang: clip.language,
            read: async () => [clip],
          },
        ]
      : []),
    ...(clips.length > 1 || (!clip && clips.length > 0) ? [several('listed', t('exportListed'), clips)] : []),
    ...(shelves.length > 0
      ? [
          {
            id: 'collection',
            label: t('exportCollectionOf'),
            hint: shelf?.path ?? '',
            read: async () => (shelf ? listCollected(shelf.id) : []),
          },
        ]
      : []),
    ...(all > clips.length
      ? [{ id: 'all', label: t('exportAll'), hint: counted('clipsCount', all), read: listSummaries }]
      : []),
  ];
  return { scopes, total: all, shelves, shelf: shelf?.id };
}

/** The list rows of a scope; those of the last one until they are read. */
export function useScopeRows(scope: Scope | undefined): readonly ClipSummary[] {
  const [rows, setRows] = useState<readonly ClipSummary[]>([]);
  useEffect(() => {
    let left = false;
    if (!scope) setRows([]);
    else scope.read().then((read) => !left && setRows(read), console.error);
    return () => {
      left = true;
    };
  }, [scope?.id, scope?.hint]);
  return rows;
}
