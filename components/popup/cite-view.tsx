import { useEffect, useRef } from 'preact/hooks';
import { unsealed } from '../../utils/clip/unsealed';
import type { ClipDraft } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { CitePanel } from '../cite/cite-panel';
import { IconButton } from '../common/button';

/** The citation of the page in the popup's own room: a dialog would be cut off at the popup's edge. */
export function CiteView({ draft, onBack }: { draft: ClipDraft; onBack: () => void }) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  return (
    <main class="cite-view">
      <div class="dialog-head">
        <IconButton icon="left" label={t('back')} buttonRef={back} onClick={onBack} />
        <h1>{t('citeOne')}</h1>
      </div>
      <CitePanel records={[unsealed(draft)]} files />
    </main>
  );
}
