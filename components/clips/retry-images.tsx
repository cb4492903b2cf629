import { useState } from 'preact/hooks';
import { ask } from '../../utils/messaging/ask';
import type { ClipRecord } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { counted } from '../common/format';

/** Where pictures of a clip could not be kept: how many, and the way to try again, at the sites that have them. */
export function RetryImages({ record }: { record: ClipRecord }) {
  const [state, setState] = useState<'idle' | 'busy' | 'done' | 'failed'>('idle');
  const missing = record.images.filter(({ digest, failure }) => !digest && failure).length;
  if (missing === 0) return state === 'done' ? <p role="status">{t('imagesAllKept')}</p> : null;
  const retry = (): void => {
    setState('busy');
    ask('retryImages', { clipId: record.id }).then((answer) => {
      setState(answer.ok && answer.value.failed === 0 ? 'done' : 'failed');
    });
  };
  return (
    <div class="retry-images">
      <Button kind="edge" size="s" icon="refresh" busy={state === 'busy'} onClick={retry}>
        {counted('imagesRetry', missing)}
      </Button>
      <p class="meta-xs" role="status">
        {state === 'failed' && t('imagesStillMissing')}
      </p>
    </div>
  );
}
