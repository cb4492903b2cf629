import { useEffect, useState } from 'preact/hooks';

/** True once `on` has lasted for `delay` ms: what is done at once needs no spinner. */
export function useLate(on: boolean, delay = 400): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!on) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), delay);
    return () => clearTimeout(timer);
  }, [on, delay]);
  return on && late;
}
