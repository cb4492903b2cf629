import type { ImportFile } from '../../utils/import/types';

/** What lies beside notes in a folder and is none: their pictures, and what our own mirror keeps there. */
const beside =
  /\.(?:png|jpe?g|gif|webp|avif|bmp|svg|ico|pdf|css|js|mp[34]|m4a|webm|woff2?|canvas|base)$|(?:^|\/)colophon-mirror\.json$/i;

/**
 * The files that a person chose or dropped. Of a folder, those that are hidden and those that lie beside notes are left
 * alone; a file that was chosen by itself is always looked at.
 */
export function chosenFiles(list: FileList | readonly File[] | null): ImportFile[] {
  return [...(list ?? [])]
    .filter(({ webkitRelativePath: path }) => !path || !beside.test(path))
    .map((file) => ({ name: file.webkitRelativePath || file.name, blob: file }))
    .filter(({ name }) => !/(?:^|\/)\./.test(name));
}
