import { useEffect, useState } from 'preact/hooks';

/** What is kept outside the library, live; undefined until it is read. Both functions are those of the first call. */
export function useObserved<T>(
  read: () => Promise<T>,
  observe: (tell: (value: T) => void) => () => void,
): T | undefined {
  const [value, show] = useState<T>();
  useEffect(() => {
    const tell = (next: T): void => show(() => next);
    read().then(tell, console.error);
    return observe(tell);
  }, []);
  return value;
}
