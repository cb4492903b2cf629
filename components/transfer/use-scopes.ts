import { useEffect, useState } from 'preact/hooks';
import type { ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { listSummaries } from '../../utils/store/clips';
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
}

/** What can be exported: this clip, those that are selected, those of the list, the whole library; and how many that has. */
export function useScopes({ clip, selected, clips }: Offered): { scopes: Scope[]; total: number } {
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
    ...(all > clips.length
      ? [{ id: 'all', label: t('exportAll'), hint: counted('clipsCount', all), read: listSummaries }]
      : []),
  ];
  return { scopes, total: all };
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
