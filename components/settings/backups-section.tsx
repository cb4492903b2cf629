import { useEffect, useState } from 'preact/hooks';
import type { ImportFile } from '../../utils/import/types';
import { askForDownloads } from '../../utils/platform/downloads';
import { t } from '../../utils/platform/i18n';
import { backupFolder, keepBackupFolder } from '../../utils/store/backup-folder';
import { backUpNow, backupFiles, changeBackups } from '../../utils/trust/backups';
import { Button } from '../common/button';
import { counted, formatMoment } from '../common/format';
import { lazily } from '../common/lazily';
import { useBackups } from '../hooks/use-trust';
import { askAgain, askForFolder, hasFolders } from '../transfer/mirror/folder-access';

const ImportDialog = lazily(async () => (await import('../transfer/import-dialog')).ImportDialog);

/** Where backups go by themselves, what the last one came to, and the way back out of one. */
export function BackupsSection() {
  const state = useBackups();
  const [folder, setFolder] = useState<FileSystemDirectoryHandle>();
  const [files, setFiles] = useState<Awaited<ReturnType<typeof backupFiles>>>([]);
  const [restoring, setRestoring] = useState<ImportFile[]>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    backupFolder().then(setFolder, console.error);
    backupFiles().then(setFiles, () => setFiles([]));
  }, [state?.at, state?.to]);
  const run = (prepare: () => Promise<boolean>): void => {
    setBusy(true);
    prepare()
      .then(async (ready) => ready && (await backUpNow()))
      .catch(console.error)
      .finally(() => setBusy(false));
  };
  const chooseFolder = async (): Promise<boolean> => {
    const handle = await askForFolder();
    if (!handle) return false;
    await keepBackupFolder(handle);
    setFolder(handle);
    await changeBackups({ to: 'folder' });
    return true;
  };
  const chooseDownloads = async (): Promise<boolean> => {
    if (!(await askForDownloads())) return false;
    await changeBackups({ to: 'downloads' });
    return true;
  };
  const again = async (): Promise<boolean> => {
    if (state?.to === 'folder') return folder ? askAgain(folder as Parameters<typeof askAgain>[0]) : false;
    return askForDownloads();
  };
  if (!state) return null;
  return (
    <>
      <p>{t('backupsHint')}</p>
      <p role="status">
        <b>
          {state.to === 'folder' && t('backupsToFolder', folder?.name ?? '')}
          {state.to === 'downloads' && t('backupsToDownloads')}
          {!state.to && t('backupsOff')}
        </b>{' '}
        {state.at && counted('backupsLast', state.clips ?? 0, formatMoment(state.at))}
      </p>
      {state.failed && (
        <p class="failed-line" role="alert">
          {t(`backupsFailed_${state.failed}`)}
        </p>
      )}
      <div class="button-row">
        {state.to && (
          <Button kind="main" busy={busy} onClick={() => run(again)}>
            {t('backupsNow')}
          </Button>
        )}
        {hasFolders() && (
          <Button kind="edge" onClick={() => run(chooseFolder)}>
            {t(state.to === 'folder' ? 'backupsOtherFolder' : 'backupsFolder')}
          </Button>
        )}
        {state.to !== 'downloads' && (
          <Button kind="edge" onClick={() => run(chooseDownloads)}>
            {t('backupsDownloads')}
          </Button>
        )}
        {state.to && (
          <Button onClick={() => void changeBackups({ to: undefined }).catch(console.error)}>
            {t('backupsStop')}
          </Button>
        )}
      </div>
      <h3>{t('backupsRestore')}</h3>
      <p class="meta">{t('backupsRestoreHint')}</p>
      {files.length > 0 && (
        <ul class="entries">
          {files.map(({ name, file }) => (
            <li key={name}>
              <div>{name}</div>
              <Button
                size="s"
                kind="edge"
                onClick={() => void file().then((blob) => setRestoring([{ name, blob }]), console.error)}
              >
                {t('backupsRestoreThis')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button kind="edge" onClick={() => setRestoring([])}>
        {t('backupsRestoreFile')}
      </Button>
      {restoring && <ImportDialog files={restoring} onClose={() => setRestoring(undefined)} />}
    </>
  );
}
