import type { Collection } from '../../utils/model/collection';
import { listCollections } from '../../utils/store/collections';
import { useLiveQuery } from './use-live-query';

/** A collection with how deep it stands, and its name with those of the outer ones before it. */
export type ListedCollection = Collection & { depth: number; path: string };

const none: ListedCollection[] = [];

/** All collections, outer before inner, live. */
export function useCollections(): ListedCollection[] {
  const loaded = useLiveQuery(listCollections, []);
  return loaded.view === 'ready' ? loaded.value : none;
}
