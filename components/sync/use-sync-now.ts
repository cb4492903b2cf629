import { useState } from 'preact/hooks';
import { syncNow } from './sync-work';

/** Whether a round that was asked for here is under way, and the way to ask for one, after something else is done. */
export function useSyncNow(): [asked: boolean, ask: (after?: Promise<unknown>) => void] {
  const [asked, setAsked] = useState(false);
  const ask = (after: Promise<unknown> = Promise.resolve()): void => {
    setAsked(true);
    after
      .then(syncNow)
      .catch(console.error)
      .finally(() => setAsked(false));
  };
  return [asked, ask];
}
