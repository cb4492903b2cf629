import { useEffect, useState } from 'preact/hooks';
import { type StorageFigures, storageFigures } from '../../utils/store/storage';

/**
 * How much the library takes, and the way to count anew. Not live: it is a second of work in a large library.
 * @param wanted false waits: other things come first.
 */
export function useStorage(wanted = true): [StorageFigures | undefined, () => void] {
  const [figures, setFigures] = useState<StorageFigures>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    let left = false;
    storageFigures().then((read) => !left && setFigures(read), console.error);
    return () => {
      left = true;
    };
  }, [wanted, turn]);
  return [figures, () => setTurn((now) => now + 1)];
}
