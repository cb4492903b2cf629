import { type ExportOffer, exportOffers } from '../../utils/export/catalogue';

/** Ways out that are no file format: the whole library, paper, another program, a folder. */
export type DirectTarget = 'backup' | 'print' | 'zotero' | 'obsidian' | 'folder';

/** Where clips go: into files of a format, or one of the direct ways. */
export type Target = ExportOffer | DirectTarget;

export const targetGroups = ['read', 'data', 'cite', 'marks', 'direct'] as const;
export type TargetGroup = (typeof targetGroups)[number];

const direct: readonly { target: DirectTarget; group: TargetGroup; several: boolean }[] = [
  { target: 'print', group: 'read', several: true },
  { target: 'backup', group: 'data', several: true },
  { target: 'zotero', group: 'direct', several: true },
  { target: 'obsidian', group: 'direct', several: false },
  { target: 'folder', group: 'direct', several: true },
];

/** The ways of a group that are open for so many clips. `hasFolders`: the browser lets a page write into a folder. */
export function targetsOf(group: TargetGroup, count: number, hasFolders: boolean): Target[] {
  const formats = count > 0 ? exportOffers.filter((offer) => offer.group === group) : [];
  const others = direct
    .filter((way) => way.group === group)
    .filter(
      ({ target, several }) =>
        target === 'backup' || target === 'folder' || (count > 0 && (several || count === 1)),
    )
    .filter(({ target }) => target !== 'folder' || hasFolders)
    .map(({ target }) => target);
  return [...formats, ...others];
}

export function targetId(target: Target): string {
  return typeof target === 'string' ? target : target.id;
}

/** The format in which a target writes, if it writes files. */
export function offerOf(target: Target): ExportOffer | undefined {
  return typeof target === 'string' ? undefined : target;
}
