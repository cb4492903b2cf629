import { useEffect, useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { diagnose } from '../../utils/trust/diagnose';
import { countFound, examineWholly, isSound } from '../../utils/trust/health';
import { Button } from '../common/button';
import { copyToClipboard } from '../common/clipboard';
import { counted } from '../common/format';
import { useHealth } from '../hooks/use-trust';

/** What helps to find a fault: figures, the last errors, an examination of everything, all of it as text. */
export function DiagnosticsSection() {
  const health = useHealth();
  const [whole, setWhole] = useState(false);
  const [lines, setLines] = useState<[string, string][]>([]);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    diagnose(whole).then(setLines, console.error);
  }, [whole, health]);
  const text = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  const examine = (): void => {
    setBusy(true);
    examineWholly()
      .catch(console.error)
      .finally(() => setBusy(false));
  };
  return (
    <>
      <p>{t('diagnosticsHint')}</p>
      {health && (
        <p role="status">
          {isSound(health)
            ? counted('healthSound', health.versions)
            : counted('healthFound', countFound(health))}
        </p>
      )}
      <div class="button-row">
        <Button kind="main" busy={busy} onClick={examine}>
          {t('diagnosticsExamine')}
        </Button>
        <Button
          kind="edge"
          onClick={() => void copyToClipboard(document, { text }).then(setCopied, console.error)}
        >
          {t(copied ? 'copied' : 'diagnosticsCopy')}
        </Button>
      </div>
      <label class="check">
        <input type="checkbox" checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />{' '}
        {t('diagnosticsWhole')}
      </label>
      <pre class="diagnostics" lang="en">
        {text}
      </pre>
    </>
  );
}
