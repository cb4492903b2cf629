import type { MirrorReport } from '../../../utils/export/mirror';
import { getAsset } from '../../../utils/store/assets';
import { listSummaries } from '../../../utils/store/clips';
import { type KeptFolder, keepFolder, keptFolder } from '../../../utils/store/kept-folder';
import { clipsOf } from '../../../utils/store/read-library';
import type { ChangedClips } from '../../../utils/store/watch-changes';
import { exportLanguage } from '../export-clips';
import { mirrorFolder } from './folder-access';

interface Watch {
  tell?: (done: number) => void;
  signal?: AbortSignal;
}

/** One page at a time writes into the folder: two would number each other's files. */
const lock = 'colophon-mirror';

/** Writes the library into the folder, or only what changed, and keeps what was done. */
export async function runMirror(
  { handle, choice }: Pick<KeptFolder, 'handle' | 'choice'>,
  changed: ChangedClips,
  watch: Watch = {},
): Promise<MirrorReport> {
  const [{ mirror }, { markdownFormat }, { nameByTemplate }, { preparedFor }] = await Promise.all([
    import('../../../utils/export/mirror'),
    import('../../../utils/export/markdown'),
    import('../../../utils/export/name-template'),
    import('../../../utils/export/export-clips'),
  ]);
  return navigator.locks.request(lock, async () => {
    const present = (await listSummaries()).map(({ id }) => id);
    const wanted = changed === 'all' ? present : present.filter((id) => changed.has(id));
    const { marks, ...options } = choice;
    const job = { ...options, window, language: exportLanguage(), asset: getAsset };
    const report = await mirror({
      folder: mirrorFolder(handle),
      present: new Set(present),
      // The seal of the record as it is kept says whether it changed; what leaves may have no marks.
      records: () => preparedFor(clipsOf(wanted), { marks }).read(),
      name: (record) => nameByTemplate(options.fileNames, record),
      write: (record, base) => markdownFormat.write(record, base, job),
      shape: JSON.stringify([choice, job.language]),
      ...watch,
    });
    const at = new Date().toISOString();
    const known = await keptFolder();
    // Only a whole run meets all the files that the person changed.
    const theirs =
      changed === 'all' ? report.theirs : [...new Set([...(known?.theirs ?? []), ...report.theirs])];
    // It may have been given up while it was written.
    if (known) await keepFolder({ handle, choice, at, clips: present.length, theirs });
    return report;
  });
}
