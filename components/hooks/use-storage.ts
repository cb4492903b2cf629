import { useEffect, useState } from 'preact/hooks';
import { readKept, writeKept } from '../../utils/platform/kept-values';
import { type StorageFigures, storageFigures } from '../../utils/store/storage';

const key = 'room';

type Room = StorageFigures & { isCounting?: true };

/**
 * How much the library takes, and the way to count anew. Not live: it is some seconds of work in a large library. What was
 * counted last is there until then, or about how much it is.
 * @param wanted false waits: other things come first.
 */
export function useStorage(wanted = true): [Room | undefined, () => void] {
  const [figures, setFigures] = useState<Room>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    let left = false;
    let isCounted = false;
    readKept([key]).then(({ [key]: before }) => {
      if (!left && !isCounted && before) setFigures({ ...(before as StorageFigures), isCounting: true });
    }, console.error);
    const tellAbout = (about: StorageFigures): void => {
      if (!left) setFigures((known) => known ?? { ...about, isCounting: true });
    };
    storageFigures(tellAbout).then((read) => {
      isCounted = true;
      if (!left) setFigures(read);
      return writeKept({ [key]: read });
    }, console.error);
    return () => {
      left = true;
    };
  }, [wanted, turn]);
  return [figures, () => setTurn((now) => now + 1)];
}
