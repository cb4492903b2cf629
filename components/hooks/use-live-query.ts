import { liveQuery } from 'dexie';
import { useEffect, useState } from 'preact/hooks';

export type Loaded<T> = { view: 'loading' } | { view: 'ready'; value: T } | { view: 'failed' };

/** The answer of a query to the library, again whenever what it read has changed, in whatever page. */
export function useLiveQuery<T>(query: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ view: 'loading' });
  useEffect(() => {
    const subscription = liveQuery(query).subscribe({
      next: (value) => setLoaded({ view: 'ready', value }),
      error: () => setLoaded({ view: 'failed' }),
    });
    return () => subscription.unsubscribe();
  }, inputs);
  return loaded;
}
