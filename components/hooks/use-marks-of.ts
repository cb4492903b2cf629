import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ask, askBackground } from '../../utils/messaging/ask';
import type { ClipId, Highlight } from '../../utils/model/clip';
import type { Result } from '../../utils/model/result';
import type { MarkStore } from '../reader/marks/mark-store';
import { useSame } from './use-same';

/** The marks of a clip in the library, as its record has them. None without a clip that may be marked. */
export function useClipMarks(clipId: ClipId | undefined, highlights: readonly Highlight[]): MarkStore {
  const marks = useSame(highlights);
  return useMemo(
    () => ({
      marks,
      ...(clipId && {
        save: (mark: Highlight) => ask('saveClipMark', { clipId, mark }),
        remove: (id: string) => ask('removeClipMark', { clipId, id }),
      }),
    }),
    [clipId, marks],
  );
}

/**
 * The marks of the page that the reader stands over. Marking clips the page first.
 * @param clipped whether the page is clipped; a change asks for the marks again.
 * @param clipQuietly clips the page; a failure where it could not.
 */
export function usePageMarks(clipped: boolean, clipQuietly: () => Promise<Result<unknown>>): MarkStore {
  const [marks, setMarks] = useState<readonly Highlight[]>([]);
  const latest = useRef({ clipped, clipQuietly });
  latest.current = { clipped, clipQuietly };
  useEffect(() => {
    let gone = false;
    askBackground('pageMarks', {}).then((answer) => {
      if (!gone && answer.ok) setMarks(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [clipped]);
  return useMemo(() => {
    const shown = (answer: Result<Highlight[]>): Result<Highlight[]> => {
      if (answer.ok) setMarks(answer.value);
      return answer;
    };
    return {
      marks,
      save: async (mark) => {
        if (!latest.current.clipped) {
          const clip = await latest.current.clipQuietly();
          if (!clip.ok) return clip;
        }
        return shown(await askBackground('saveMark', { mark }));
      },
      remove: async (id) => shown(await askBackground('removeMark', { id })),
    };
  }, [marks]);
}
