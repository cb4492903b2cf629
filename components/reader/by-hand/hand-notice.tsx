import { useState } from 'preact/hooks';
import { t } from '../../../utils/platform/i18n';
import type { HandReport } from '../../../utils/reading/by-hand/hand';
import type { ByHandActs } from '../../../utils/reading/reader-view';
import { counted } from '../../common/format';
import { Icon } from '../../common/icon';

interface HandNoticeProps {
  report: HandReport;
  host: string;
  canUndo: boolean;
  acts: ByHandActs;
}

/** Says over the text what was decided by hand, here or by the site's rule, and offers the way back and to keep it. */
export function HandNotice({ report, host, canUndo, acts }: HandNoticeProps) {
  const { picked, rule, removed, putBack } = report;
  const [remembered, setRemembered] = useState<{ kept: number; lost: number }>();
  const isOwn = picked || removed.length > 0;
  return (
    <div class="notice hand-notice" lang={t('interfaceLanguage')} role="status">
      <Icon name="adjust" />
      <div>
        {rule && <p>{t(rule === 'used' ? 'handRule' : 'handRuleUnused', host)}</p>}
        {rule === 'used' && <Act words={t('handNotHere')} act={() => void acts.notHere()} />}
        {rule && <Act words={t('handRules')} act={acts.openSettings} />}
        {picked && <p>{t('handPicked')}</p>}
        {removed.length > 0 && <p>{counted('handRemoved', removed.length)}</p>}
        {putBack > 0 && <p>{counted('handPutBack', putBack)}</p>}
        {canUndo && <Act words={t('undo')} act={() => void acts.undo()} />}
        {isOwn && !remembered && (
          <Act words={t('handRemember', host)} act={() => void acts.remember().then(setRemembered)} />
        )}
        {remembered && (
          <p>
            {remembered.lost > 0
              ? counted('handRememberedPart', remembered.lost, host)
              : t('handRemembered', host)}
          </p>
        )}
      </div>
    </div>
  );
}

function Act({ words, act }: { words: string; act: () => void }) {
  return (
    <button type="button" class="btn btn-text" onClick={act}>
      {words}
    </button>
  );
}
