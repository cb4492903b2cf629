import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ImportFile } from '../../utils/import/types';
import { chosenFiles } from '../transfer/chosen-files';

/** Files that are dropped anywhere on a surface; what a part of it takes itself is not told. */
export function useDroppedFiles(
  root: RefObject<HTMLElement | null>,
  onFiles: (files: ImportFile[]) => void,
): void {
  const tell = useRef(onFiles);
  tell.current = onFiles;
  useEffect(() => {
    const { current } = root;
    const allow = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const take = (event: DragEvent): void => {
      const files = chosenFiles(event.dataTransfer?.files ?? null);
      if (files.length === 0 || event.defaultPrevented) return;
      event.preventDefault();
      tell.current(files);
    };
    current?.addEventListener('dragover', allow);
    current?.addEventListener('drop', take);
    return () => {
      current?.removeEventListener('dragover', allow);
      current?.removeEventListener('drop', take);
    };
  }, [root]);
}
