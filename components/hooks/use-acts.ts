import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { Act, Change } from '../../utils/model/change';
import type { ClipId } from '../../utils/model/clip';
import type { Failure, Result } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { didAnything } from '../../utils/store/acts';
import { counted } from '../common/format';
import { carryOut, eraseClips, takeBack } from './carry-out';

/** What was done last, and whether it can be taken back. */
export interface Said {
  /** Another for each act, also where two say the same. */
  id: number;
  text: string;
  undoable: boolean;
}

export interface LibraryActs {
  /** Carries out a change; gives what was done, or nothing where it failed or changed nothing. */
  run: (change: Change) => Promise<Act | undefined>;
  /** Tells of something that was done otherwise, with its own way back where it has one. */
  tell: (text: string, undo?: () => Promise<Result<unknown>>) => void;
  /** Erases clips of the Trash for good, all of them where none are named. */
  erase: (clipIds?: ClipId[]) => Promise<void>;
  /** Takes back the last act that was not taken back yet. */
  undo: () => Promise<void>;
  said: Said | undefined;
  /** Something is being done: a hundred thousand clips take a while. */
  busy: boolean;
  failure: Failure | undefined;
  /** The message has gone. */
  quiet: () => void;
}

interface Done {
  text: string;
  undo: () => Promise<Result<unknown>>;
}

/** More acts than anyone takes back one by one. */
const mostKept = 200;

/**
 * What a person does in this view, and the way back: the last acts can be taken back one after the other as long as the
 * view is open. `before` is called just before something is done.
 */
export function useActs(before: () => void): LibraryActs {
  const [said, setSaid] = useState<Said>();
  const [failure, setFailure] = useState<Failure>();
  const [running, setRunning] = useState(0);
  const done = useRef<Done[]>([]);
  const count = useRef(0);
  const hook = useRef(before);
  hook.current = before;

  /** Told to the person while it lasts. */
  const during = useCallback(async <T>(work: Promise<T>): Promise<T> => {
    setRunning((now) => now + 1);
    try {
      return await work;
    } finally {
      setRunning((now) => now - 1);
    }
  }, []);
  const say = useCallback((text: string, undoable: boolean): void => {
    count.current += 1;
    setSaid({ id: count.current, text, undoable });
  }, []);
  const tell = useCallback(
    (text: string, undo?: Done['undo']): void => {
      if (undo) done.current = [...done.current, { text, undo }].slice(-mostKept);
      setFailure(undefined);
      say(text, undo !== undefined);
    },
    [say],
  );
  const run = useCallback(
    async (change: Change): Promise<Act | undefined> => {
      hook.current();
      const answer = await during(carryOut(change));
      setFailure(answer.ok ? undefined : answer.error);
      if (!answer.ok || !didAnything(answer.value)) return undefined;
      const act = answer.value;
      tell(sentenceOf(change, act), () => takeBack(act));
      return act;
    },
    [tell, during],
  );
  const erase = useCallback(
    async (clipIds?: ClipId[]): Promise<void> => {
      hook.current();
      const answer = await during(eraseClips(clipIds));
      setFailure(answer.ok ? undefined : answer.error);
      if (answer.ok) say(counted('erased', answer.value), false);
    },
    [say, during],
  );
  const undo = useCallback(async (): Promise<void> => {
    const last = done.current.pop();
    if (!last) return;
    hook.current();
    const answer = await during(last.undo());
    setFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) say(t('undone', last.text), false);
    else done.current.push(last);
  }, [say, during]);
  const quiet = useCallback(() => setSaid(undefined), []);
  const busy = running > 0;
  return useMemo(
    () => ({ run, tell, erase, undo, said, failure, quiet, busy }),
    [run, tell, erase, undo, said, failure, quiet, busy],
  );
}

/** What was done, in a few words. */
function sentenceOf(change: Change, { clips }: Act): string {
  switch (change.kind) {
    case 'favourite':
    case 'archive':
    case 'trash':
      return counted(`did_${change.kind}_${change.on ? 'on' : 'off'}`, clips.length);
    case 'read':
      return counted(`did_${change.state}`, clips.length);
    case 'tag':
    case 'collect':
      return counted(`did_${change.kind}_${change.add?.length ? 'on' : 'off'}`, clips.length);
    default:
      return t(`did_${change.kind.replace('-', '_')}`);
  }
}
