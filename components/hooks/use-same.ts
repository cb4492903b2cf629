import { useRef } from 'preact/hooks';

/** The same object as before where it says the same: what depends on it need not be made anew. For plain data. */
export function useSame<T>(value: T): T {
  const kept = useRef(value);
  if (kept.current !== value && JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
