import { createContext } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { canonicalJson } from '../../utils/clip/canonical-json';
import { type Corrigible, isCorrected, pageValue, pathsOf } from '../../utils/clip/correct';
import type { Claim } from '../../utils/model/claim';
import type { CorrectedFact, Correction } from '../../utils/model/correction';
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

/** What the page says of a fact that the person corrected; `corrected` false where the page's value holds. */
export function pageOf(
  record: Corrigible,
  fact: CorrectedFact,
  imageId?: string,
): { corrected: boolean; value: unknown } {
  const paths = pathsOf(fact, record.images, imageId);
  const corrected = paths.some((path) => isCorrected(record, path));
  const [path] = paths;
  return { corrected, value: path && corrected ? pageValue(record, path) : undefined };
}

/** Whether the person only took as true what had been concluded from the page. */
export function isConfirmed(record: Corrigible, fact: CorrectedFact): boolean {
  const page = pageOf(record, fact).value as Claim<unknown> | undefined;
  if (page?.status !== 'inferred' || (fact !== 'origin' && fact !== 'published')) return false;
  return canonicalJson(record.source[fact]?.value ?? null) === canonicalJson(page.value);
}
