import type { Evidence } from '../../utils/model/claim';
import type { RightsInfo, SignalCode } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';

/** What a signal means, in one sentence that claims no more than the page does. */
export function signalSentence(code: SignalCode | string): string {
  return t(`signal_${code.replaceAll('.', '_').replaceAll('-', '_')}`);
}

/** The page's words that made the light: one, or both where two contradict each other. */
export function rightsQuotes(rights: RightsInfo): Evidence[] {
  const quoted = rights.signal.because.filter((evidence) => evidence.quote?.trim());
  const different = quoted.filter(
    (evidence, index) => quoted.findIndex((other) => other.quote === evidence.quote) === index,
  );
  return different.slice(0, rights.signal.code === 'conflict' ? 2 : 1);
}
