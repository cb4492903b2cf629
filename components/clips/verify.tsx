import { useEffect, useState } from 'preact/hooks';
import { isIntact, type Verification, verifyRecord } from '../../utils/clip/verify';
import type { ClipRecord } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { getAsset } from '../../utils/store/assets';
import { Button } from '../common/button';
import { counted } from '../common/format';
import { libraryFailure } from '../common/library-failure';
import { useLate } from '../hooks/use-late';

type State = { kind: 'idle' | 'busy' | 'failed' } | { kind: 'done'; found: Verification };

/** Recomputes the fingerprints of a kept clip and says what came of it, and what a match does not prove. */
export function Verify({ record }: { record: ClipRecord }) {
  const [state, setState] = useState<State>({ kind: 'idle' });
  const busy = useLate(state.kind === 'busy');
  useEffect(() => setState({ kind: 'idle' }), [record]);
  const verify = (): void => {
    setState({ kind: 'busy' });
    const bytesOf = async (digest: string) => (await getAsset(digest))?.blob.arrayBuffer();
    verifyRecord(record, crypto.subtle, bytesOf).then(
      (found) => setState({ kind: 'done', found }),
      () => setState({ kind: 'failed' }),
    );
  };
  return (
    <div class="verify">
      <Button kind="edge" size="s" busy={busy} onClick={verify}>
        {t('verify')}
      </Button>
      <div role="status">
        {state.kind === 'failed' && <p class="fault">{libraryFailure()}</p>}
        {state.kind === 'done' && <Outcome found={state.found} />}
      </div>
    </div>
  );
}

function Outcome({ found }: { found: Verification }) {
  if (isIntact(found)) {
    return (
      <>
        <p class="verify-ok">{t('fingerprintOk')}</p>
        <p class="meta-xs">{t('fingerprintLimit')}</p>
      </>
    );
  }
  return (
    <>
      <p class="fault">{t('fingerprintDiffers')}</p>
      <ul class="verify-list">
        {differences(found).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

function differences({ text, html, record, images }: Verification): string[] {
  const changed = images.filter(({ state }) => state === 'changed').length;
  const missing = images.length - changed;
  return [
    text === 'changed' && t('verifyText'),
    html === 'changed' && t('verifyHtml'),
    changed > 0 && counted('verifyImages', changed),
    missing > 0 && counted('verifyImagesGone', missing),
    record === 'changed' && text === 'same' && html === 'same' && t('verifyFacts'),
  ].filter((line) => line !== false);
}
