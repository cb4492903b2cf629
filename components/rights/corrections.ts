import { createContext } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Corrigible } from '../../utils/clip/correct';
import type { Correction } from '../../utils/model/correction';
import type { Failure, Result } from '../../utils/model/result';

/** The way to correct the facts of the shown clip; absent where it is not kept, or is an older version. */
export interface Corrections {
  record: Corrigible;
  /** Sets one or more facts. Gives what went wrong, or nothing. */
  correct: (corrections: readonly Correction[]) => Promise<Failure | undefined>;
  /** The fact that was corrected last, for its Undo. */
  last: string | undefined;
  undo: () => Promise<Failure | undefined>;
}

export const CorrectionsContext = createContext<Corrections | undefined>(undefined);

interface Sender {
  record: Corrigible | undefined;
  send: (correction: Correction) => Promise<Result<{ at: string }>>;
  takeBack: (at: string) => Promise<Result<unknown>>;
}

/** Corrections of a record through messages, with an Undo for the last one as long as the surface is open. */
export function useCorrections({ record, send, takeBack }: Sender): Corrections | undefined {
  const [last, setLast] = useState<{ key: string; times: string[] }>();
  const correct = useCallback(
    async (corrections: readonly Correction[]): Promise<Failure | undefined> => {
      const times: string[] = [];
      for (const correction of corrections) {
        const answer = await send(correction);
        if (!answer.ok) return answer.error;
        times.push(answer.value.at);
      }
      const [first] = corrections;
      setLast(first && first.value !== null ? { key: keyOf(first), times } : undefined);
      return undefined;
    },
    [send],
  );
  const undo = useCallback(async (): Promise<Failure | undefined> => {
    for (const at of last?.times.toReversed() ?? []) {
      const answer = await takeBack(at);
      if (!answer.ok) return answer.error;
    }
    setLast(undefined);
    return undefined;
  }, [last, takeBack]);
  return useMemo(() => record && { record, correct, last: last?.key, undo }, [record, correct, last, undo]);
}

/** Names a fact of a record: the credits of images are told apart by the image. */
export function keyOf(correction: Pick<Correction, 'fact'> & { imageId?: string }): string {
  return correction.imageId ? `${correction.fact} ${correction.imageId}` : correction.fact;
}
