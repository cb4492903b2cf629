import { useEffect, useState } from 'preact/hooks';
import type { ImportFile } from '../../utils/import/types';
import { t } from '../../utils/platform/i18n';
import { pageAddress } from '../../utils/platform/tabs';
import { countClips } from '../../utils/store/search-clips';
import { tendIndex } from '../../utils/store/tend-index';
import { inTurns } from '../../utils/store/turns';
import {
  backUpIfDue,
  backUpNow,
  backupState,
  bestBackup,
  changeBackups,
  shouldRemind,
} from '../../utils/trust/backups';
import {
  acceptLoss,
  examineQuickly,
  examineWhenTornAway,
  examineWholly,
  type Health,
  isSound,
  setAside,
} from '../../utils/trust/health';
import { day, isLongAgo } from '../../utils/trust/long-ago';
import { rescueLibrary, resumeRescue } from '../../utils/trust/rescue';
import { Button } from '../common/button';
import { counted } from '../common/format';
import { useBackups, useHealth } from '../hooks/use-trust';
import { download } from '../transfer/download';

const week = 7 * day;
/** Everything is read again once a day, while nobody waits for it. */
const scrubEvery = day;

/**
 * Looks after the library while it is open: examines it, backs it up where that is due, and says in a line what the
 * person should know: that something is lost or damaged, or that there has been no backup for long.
 */
export function HealthLine({ onRestore }: { onRestore: (files: ImportFile[] | undefined) => void }) {
  const health = useHealth();
  const backups = useBackups();
  const [clips, setClips] = useState<number>();
  const [turn, setTurn] = useState<'idle' | 'busy' | 'failed'>('idle');
  useEffect(() => {
    const stop = new AbortController();
    const leave = examineWhenTornAway();
    void lookAfter(stop.signal, setClips);
    return () => {
      leave();
      stop.abort();
    };
  }, []);
  if (health && !isSound(health)) {
    const lost = health.missing.length;
    const damaged = health.damaged.length + health.pictures.length;
    const shelves = health.collections?.length ?? 0;
    const lostShelves = health.lostCollections?.length ?? 0;
    const restore = async (): Promise<void> => {
      setTurn('busy');
      try {
        await makeRoom(health);
        const backup = await bestBackup().catch(() => undefined);
        onRestore(backup && [backup]);
        setTurn('idle');
      } catch (error) {
        console.error(error);
        setTurn('failed');
      }
    };
    return (
      <section class="mirror-line health-line" role="alert" aria-label={t('healthTitle')}>
        <p>
          {health.unreadable && <span>{t('healthUnreadable')} </span>}
          {!health.unreadable && lost > 0 && <span>{counted('healthMissing', lost)} </span>}
          {lostShelves > 0 && <span>{counted('healthShelvesLost', lostShelves)} </span>}
          {damaged > 0 && <span>{counted('healthDamaged', damaged)} </span>}
          {shelves > 0 && <span>{counted('healthShelves', shelves)} </span>}
          <span>{t(turn === 'failed' ? 'healthRestoreFailed' : 'healthAdvice')}</span>
        </p>
        <Button kind="main" size="s" disabled={turn === 'busy'} onClick={() => void restore()}>
          {t(turn === 'busy' ? 'healthRescuing' : 'healthRestore')}
        </Button>
        {lost + lostShelves > 0 && !health.unreadable && (
          <Button size="s" onClick={() => void acceptLoss().catch(console.error)}>
            {t('healthAccept')}
          </Button>
        )}
        <a href={`${pageAddress('options.html')}#diagnostics`}>{t('settings_diagnostics')}</a>
      </section>
    );
  }
  if (!backups || clips === undefined || !shouldRemind(backups, clips, new Date())) return null;
  const later = (): void => {
    const quietUntil = new Date(Date.now() + week).toISOString();
    void changeBackups({ quietUntil }).catch(console.error);
  };
  return (
    <section class="mirror-line" aria-label={t('settings_backups')}>
      <p role="status">{t(backups.to ? 'backupsFailing' : 'backupsNone')}</p>
      {backups.to && (
        <Button kind="edge" size="s" onClick={() => void backUpNow().catch(console.error)}>
          {t('backupsNow')}
        </Button>
      )}
      <a href={`${pageAddress('options.html')}#backups`}>{t('backupsChoose')}</a>
      <Button size="s" onClick={later}>
        {t('backupsLater')}
      </Button>
    </section>
  );
}

/**
 * Takes what is damaged out of the library, so that a backup can put it back: a file holds what can still be read of it.
 * Where the database does not even allow that, what is whole moves into a new one.
 */
async function makeRoom(health: Health): Promise<void> {
  if (health.unreadable) return void (await rescueLibrary());
  try {
    const { rows } = await setAside(health.damaged, health.pictures);
    if (rows.length > 0) download(new Blob([JSON.stringify(rows, null, 2)]), 'colophon-set-aside.json');
  } catch (error) {
    console.error(error);
    await rescueLibrary();
  }
}

async function lookAfter(signal: AbortSignal, tell: (clips: number) => void): Promise<void> {
  try {
    // All ids of a large library are read: after what the person came for.
    await idle();
    await resumeRescue();
    // Soon all the same: a busy machine is never idle, and a page that nobody sees hardly ever; a backup may be due.
    const inSteps = inTurns(async () => (document.hidden ? undefined : idle(100)));
    const health = await examineQuickly(inSteps);
    const { all, trash } = await countClips();
    // The week without a backup begins when there is something to back up.
    const { at, quietUntil } = await backupState();
    if (!at && !quietUntil && all > 0)
      await changeBackups({ quietUntil: new Date(Date.now() + week).toISOString() });
    await backUpIfDue();
    tell(all + trash);
    // Not awaited: where it must be made anew it is long work.
    void tendIndex({ signal, rest: inSteps });
    if (!signal.aborted && isLongAgo(health.wholeAt, scrubEvery, new Date()))
      await examineWholly(idle, signal);
  } catch (error) {
    console.error(error);
  }
}

/** @param timeout in milliseconds, after which it is waited no longer */
function idle(timeout = 1_000): Promise<void> {
  return new Promise((settled) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => settled(), { timeout });
    else setTimeout(settled, 50);
  });
}
