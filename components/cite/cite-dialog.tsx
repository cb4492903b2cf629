import { useEffect, useState } from 'preact/hooks';
import type { ClipRecord } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { counted } from '../common/format';
import { useModal } from '../hooks/use-modal';
import { CitePanel } from './cite-panel';

/** Clips that can be cited together; their records are read when they are asked for. */
export interface CiteSet {
  count: number;
  read: () => Promise<readonly ClipRecord[]>;
}

interface CiteDialogProps {
  /** The clip or page that is shown. Absent where nothing is open, and only `selected` or `all` is cited. */
  record?: ClipRecord;
  /** The clips that the person chose; cited at first where they are given. */
  selected?: CiteSet;
  /** All clips of the list. */
  all?: CiteSet;
  files?: boolean;
  onClose: () => void;
}

type What = 'selected' | 'this' | 'listed';

/** Citations of the shown clip, of chosen clips, or of all clips of the list, as one text or file. */
export function CiteDialog({ record, selected, all, files, onClose }: CiteDialogProps) {
  const { ref: dialog, close, onKeyDown } = useModal();
  const sets = setsOf({ record, selected, all });
  const [what, setWhat] = useState<What | undefined>(sets[0]?.what);
  const [records, setRecords] = useState<readonly ClipRecord[]>(
    sets[0]?.what === 'this' && record ? [record] : [],
  );
  const choose = (chosen: What): void => {
    const set = sets.find((each) => each.what === chosen);
    set?.read().then(
      (read) => {
        setWhat(chosen);
        setRecords(read);
      },
      () => undefined, // what cannot be read leaves what is shown
    );
  };
  useEffect(() => {
    if (what && records.length === 0) choose(what);
  }, []);
  return (
    <dialog
      class="dialog cite-dialog"
      ref={dialog}
      aria-labelledby="cite-title"
      onClose={onClose}
      onKeyDown={onKeyDown}
    >
      <div class="dialog-head">
        <h2 id="cite-title">{records.length <= 1 ? t('citeOne') : counted('citeTitle', records.length)}</h2>
        <IconButton icon="close" label={t('close')} hint="Esc" onClick={close} />
      </div>
      {sets.length > 1 && (
        <fieldset class="choices cite-what">
          <legend class="sr">{t('citeWhat')}</legend>
          {sets.map((set) => (
            <label key={set.what}>
              <input
                class="radio"
                type="radio"
                name="cite-what"
                checked={what === set.what}
                onChange={() => choose(set.what)}
              />
              <span>{t(setNames[set.what])}</span>
              {set.what !== 'this' && <small>{counted('clipsCount', set.count)}</small>}
            </label>
          ))}
        </fieldset>
      )}
      <CitePanel records={records} files={files} />
    </dialog>
  );
}

const setNames: Record<What, string> = {
  selected: 'exportSelected',
  this: 'exportThis',
  listed: 'exportListed',
};

/** What can be cited, the likeliest first. One clip that is chosen, or listed alone, is the one that is shown. */
function setsOf({
  record,
  selected,
  all,
}: Pick<CiteDialogProps, 'record' | 'selected' | 'all'>): (CiteSet & { what: What })[] {
  const least = record ? 2 : 1;
  return [
    ...(selected && selected.count >= least ? [{ what: 'selected' as const, ...selected }] : []),
    ...(record ? [{ what: 'this' as const, count: 1, read: async () => [record] }] : []),
    ...(all && all.count >= least ? [{ what: 'listed' as const, ...all }] : []),
  ];
}
