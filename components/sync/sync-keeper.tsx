import { useEffect } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { pageAddress } from '../../utils/platform/tabs';
import { hasNews } from '../../utils/store/sync-enter';
import type { SyncAccount } from '../../utils/sync/model';
import { watch } from '../hooks/use-live-query';
import { useSyncAccount, useSyncStatus } from '../hooks/use-sync';
import { lastWords, progressWords, troubleWords } from './sync-words';
import { syncWork } from './sync-work';
import { useSyncNow } from './use-sync-now';

/** While a page is open: what changed is sent when nothing has changed for so long, and looked for so often. Milliseconds. */
const rest = 3_000;
const lookEvery = 60_000;

/** Keeps the library together with those of other devices while it is open, and says how that stands at the foot of the side. */
export function SyncKeeper() {
  const account = useSyncAccount();
  return account ? <SyncLine account={account} /> : null;
}

function SyncLine({ account: { address, user } }: { account: SyncAccount }) {
  const status = useSyncStatus();
  const [asked, ask] = useSyncNow();
  useEffect(keepTogether, [address, user]);
  const progress = progressWords(status);
  const trouble = troubleWords(status);
  return (
    <div class="meter sync-line">
      <button type="button" onClick={() => ask()} aria-busy={asked || progress !== undefined || undefined}>
        <span class="meter-name">{t('syncNow')}</span>
        <span class="num" role="status">
          {progress ?? (trouble ? t('syncFailedShort') : lastWords(status)[0]) ?? t('syncNever')}
        </span>
      </button>
      {trouble && !progress && (
        <p class="sync-trouble">
          {trouble} <a href={pageAddress('options.html', '#sync')}>{t('syncMend')}</a>
        </p>
      )}
    </div>
  );
}

/** Runs rounds at once, after changes here, when the remote tells of changes there, and every minute. */
function keepTogether(): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => void syncWork().then(({ runSync }) => runSync('by-itself'), console.error);
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(run, rest);
  };
  run();
  const outbox = watch(hasNews).subscribe({
    next: (has) => has && soon(),
    error: console.error,
  });
  const clock = setInterval(run, lookEvery);
  syncWork()
    .then(({ followRemote }) => followRemote(run, stop.signal))
    .catch(console.error);
  return () => {
    stop.abort();
    clearTimeout(timer);
    clearInterval(clock);
    outbox.unsubscribe();
  };
}
