import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Corrigible } from '../../utils/clip/correct';
import { askBackground } from '../../utils/messaging/ask';
import type { KeptFacts } from '../../utils/messaging/protocol';
import type { Correction } from '../../utils/model/correction';
import type { Result } from '../../utils/model/result';
import type { ArticleFacts } from '../../utils/reading/read-facts';
import type { ClipState } from '../../utils/reading/reader-view';
import { type Corrections, useCorrections } from '../rights/corrections';

type Carry = typeof import('../../utils/clip/correct')['carryCorrections'];

/**
 * The facts of the page in the reader: what was read, and upon it the person's corrections where the page is clipped.
 * Absent until they are read.
 * The way to correct is there once the clip is kept.
 */
export function usePageFacts(
  read: ArticleFacts | undefined,
  clip: ClipState,
): { facts: ArticleFacts | undefined; corrections: Corrections | undefined } {
  const [kept, setKept] = useState<KeptFacts>();
  const [carry, setCarry] = useState<Carry>();
  const isKept = clip.kind === 'saved' || clip.kind === 'kept';
  useEffect(() => {
    if (!isKept) return setKept(undefined);
    let left = false;
    import('../../utils/clip/correct').then(
      ({ carryCorrections }) => !left && setCarry(() => carryCorrections),
      () => undefined, // what cannot be had leaves the page's own values
    );
    askBackground('pageFacts', {}).then((answer) => {
      if (!left && answer.ok) setKept(answer.value ?? undefined);
    });
    return () => {
      left = true;
    };
  }, [isKept]);
  const record = useMemo<Corrigible | undefined>(
    () => read && kept && carry?.(read, kept),
    [read, kept, carry],
  );
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
  const shown = record ?? read;
  const facts = useMemo(
    () => shown && { source: shown.source, rights: shown.rights, images: shown.images },
    [shown],
  );
  return { facts, corrections };
}
