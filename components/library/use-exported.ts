import { useEffect, useState } from 'preact/hooks';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import { getSummaries } from '../../utils/store/clips';
import type { Listing } from '../hooks/use-search';

export interface Exported {
  listed: ClipSummary[];
  /** The selected ones, where some are. */
  selected: ClipSummary[] | undefined;
}

/**
 * What the export dialog is to offer, read when it is asked for. It stays the same while the dialog stands, whatever is
 * clipped meanwhile.
 */
export function useExported(
  wanted: boolean,
  listing: Listing | undefined,
  selected: ReadonlySet<ClipId>,
): Exported | undefined {
  const [exported, setExported] = useState<Exported>();
  useEffect(() => {
    if (!wanted) setExported(undefined);
    if (!wanted || !listing || exported) return;
    const { pages } = listing;
    const read = async (): Promise<void> => {
      const picked = selected.size > 0 ? await getSummaries([...selected]) : undefined;
      setExported({ selected: picked, listed: await pages.read(0, pages.total) });
    };
    read().catch(console.error);
  }, [wanted, listing]);
  return exported;
}
