import { t } from '../../utils/platform/i18n';
import { type SyncStatus, troubleIn } from '../../utils/syncing/account';
import { counted, formatMoment, formatNumber } from '../common/format';

/** Progress that was told longer ago is of a page or worker that ended. Milliseconds. */
const stale = 120_000;

/** What a round is at, in words and counts. */
export function progressWords({ progress }: SyncStatus, now = Date.now()): string | undefined {
  if (!progress || now - progress.since > stale) return undefined;
  const { step, done, of } = progress;
  const counts = of ? t('syncOf', formatNumber(done), formatNumber(of)) : done > 0 ? formatNumber(done) : '';
  return [t(`syncStep_${step.replace('-', '_')}`), counts].filter(Boolean).join(' ');
}

/** Why the last round failed, and what may be done. */
export function troubleWords({ trouble, detail }: SyncStatus): string | undefined {
  if (!trouble) return undefined;
  const words = t(`syncTrouble_${trouble.replace('-', '_')}`);
  return detail &&
    (trouble === 'old-server' || trouble === 'damaged' || trouble === 'failed' || trouble === 'busy')
    ? `${words} (${detail})`
    : words;
}

/** What a failure means, in the same words. */
export function errorWords(error: unknown): string | undefined {
  return troubleWords(troubleIn(error));
}

/** When it was last together, and what came and went then. */
export function lastWords({ at, report }: SyncStatus): string[] {
  if (!at) return [];
  const lines = [t('syncLast', formatMoment(at))];
  if (report) {
    const { clips, sent, picturesSent, picturesFetched, damaged } = report;
    if (clips > 0) lines.push(counted('syncClipsCame', clips));
    if (sent > 0) lines.push(counted('syncSent', sent));
    if (picturesSent + picturesFetched > 0)
      lines.push(t('syncPictures', formatNumber(picturesSent), formatNumber(picturesFetched)));
    if (damaged > 0) lines.push(counted('syncDamaged', damaged));
    for (const [why, count] of Object.entries(report.refused ?? {}))
      lines.push(counted(`syncRefused_${why}`, count));
    if (report.tooLarge) lines.push(counted('syncTooLarge', report.tooLarge));
    if (report.held) lines.push(counted('syncHeld', report.held));
  }
  return lines;
}
