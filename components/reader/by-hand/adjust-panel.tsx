import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../utils/platform/i18n';
import { Icon } from '../../common/icon';
import type { IconName } from '../../common/icon-shapes';

interface AdjustPanelProps {
  hints: Record<'pick' | 'remove' | 'missing', string>;
  onPick: () => void;
  onRemove: () => void;
  onMissing: () => void;
}

/** What can be done where the text is not the right one. */
export function AdjustPanel({ hints, onPick, onRemove, onMissing }: AdjustPanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.querySelector('button')?.focus(), []);
  const entry = (icon: IconName, words: string, more: string, hint: string, act: () => void) => (
    <button type="button" onClick={act} aria-keyshortcuts={hint}>
      <Icon name={icon} />
      <span>
        <b>{words}</b>
        <small>{more}</small>
      </span>
      <span class="key" aria-hidden="true">
        {hint}
      </span>
    </button>
  );
  return (
    <section class="pop adjust-panel" ref={panel} aria-label={t('adjust')}>
      {entry('locate', t('adjustPick'), t('adjustPickHint'), hints.pick, onPick)}
      {entry('minus', t('adjustRemove'), t('adjustRemoveHint'), hints.remove, onRemove)}
      {entry('info', t('adjustMissing'), t('adjustMissingHint'), hints.missing, onMissing)}
    </section>
  );
}
