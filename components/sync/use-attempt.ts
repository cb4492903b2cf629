import { useState } from 'preact/hooks';
import { errorWords } from './sync-words';

/** Something that a person asks of the remote: whether it is under way, and in words why it failed. */
export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      await work();
    } catch (error) {
      setFailed(errorWords(error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, failed, setFailed, attempt };
}
