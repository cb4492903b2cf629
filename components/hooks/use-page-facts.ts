import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { type Corrigible, carryCorrections } from '../../utils/clip/correct';
import { askBackground } from '../../utils/messaging/ask';
import type { KeptFacts } from '../../utils/messaging/protocol';
import type { Correction } from '../../utils/model/correction';
import type { Result } from '../../utils/model/result';
import type { Reading } from '../../utils/reading/read-page';
import type { ClipState } from '../../utils/reading/reader-view';
import { type Corrections, useCorrections } from '../rights/corrections';

/**
 * The facts of the page in the reader: what was read, and upon it the person's corrections where the page is clipped.
 * The way to correct is there once the clip is kept.
 */
export function usePageFacts(
  reading: Pick<Reading, 'source' | 'rights' | 'images'>,
  clip: ClipState,
): { facts: Pick<Reading, 'source' | 'rights' | 'images'>; corrections: Corrections | undefined } {
  const [kept, setKept] = useState<KeptFacts>();
  const isKept = clip.kind === 'saved' || clip.kind === 'kept';
  useEffect(() => {
    if (!isKept) return setKept(undefined);
    let left = false;
    askBackground('pageFacts', {}).then((answer) => {
      if (!left && answer.ok) setKept(answer.value ?? undefined);
    });
    return () => {
      left = true;
    };
  }, [isKept]);
  const record = useMemo<Corrigible | undefined>(() => {
    const { source, rights, images } = reading;
    return kept && carryCorrections({ source, rights, images }, kept);
  }, [reading, kept]);
  const send = useCallback(async (correction: Correction): Promise<Result<{ at: string }>> => {
    const answer = await askBackground('correctPage', { correction });
    if (answer.ok) setKept(answer.value.facts);
    return answer;
  }, []);
  const takeBack = useCallback(async (at: string): Promise<Result<unknown>> => {
    const answer = await askBackground('undoPageCorrection', { at });
    if (answer.ok) setKept(answer.value.facts);
    return answer;
  }, []);
  const corrections = useCorrections({ record, send, takeBack });
  const { source, rights, images } = record ?? reading;
  const facts = useMemo(() => ({ source, rights, images }), [source, rights, images]);
  return { facts, corrections };
}
