import type { Failure } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';

/** The sentence of a failure in the interface's language. */
export function failureSentence(failure: Pick<Failure, 'code'>): string {
  return t(`failure_${failure.code.replaceAll('-', '_')}`);
}
