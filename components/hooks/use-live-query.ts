import { liveQuery, type Observable } from 'dexie';
import { useEffect, useState } from 'preact/hooks';
import { withRests } from '../../utils/store/live';

export type Loaded<T> = { view: 'loading' } | { view: 'ready'; value: T } | { view: 'failed' };

/**
 * The answers of a query to the library, again whenever what it read has changed. Dexie follows what is read after an
 * `await` only in a function that is itself declared `async`: another one would never be told of a change.
 */
export function watch<T>(query: () => Promise<T>): Observable<T> {
  return liveQuery(withRests(query));
}

/** The answer of a query to the library, again whenever what it read has changed, in whatever page. */
export function useLiveQuery<T>(query: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ view: 'loading' });
  useEffect(() => {
    const subscription = watch(query).subscribe({
      next: (value) => setLoaded({ view: 'ready', value }),
      error: () => setLoaded({ view: 'failed' }),
    });
    return () => subscription.unsubscribe();
  }, inputs);
  return loaded;
}
