import { useEffect, useRef, useState } from 'preact/hooks';
import type { Change } from '../../utils/model/change';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { sharedFacts } from '../../utils/store/acts';
import { Button } from '../common/button';
import { Dialog } from '../common/dialog';
import { counted, formatNumber } from '../common/format';
import { TagField } from './tag-field';

interface TagDialogProps {
  clipIds: readonly ClipId[];
  run: (change: Change) => Promise<unknown>;
  onClose: () => void;
}

/** The most frequent tags of many clips; further ones are taken away by renaming or deleting the tag. */
const mostShown = 40;

/** Tags of one clip, or of many at once: what is added goes to all, and tags that some have may be taken from all. */
export function TagDialog({ clipIds, run, onClose }: TagDialogProps) {
  const [shared, setShared] = useState<ReadonlyMap<string, number>>();
  const [added, setAdded] = useState<readonly string[]>([]);
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    sharedFacts(clipIds).then((facts) => setShared(facts.tags), console.error);
  }, []);
  const isOne = clipIds.length === 1;
  const has = [...(shared ?? [])].toSorted(([, one], [, other]) => other - one);
  const own = isOne ? has.map(([tag]) => tag) : [];
  const apply = (close: () => void): void => {
    close();
    if (added.length + removed.size > 0)
      void run({ kind: 'tag', clipIds: [...clipIds], add: [...added], remove: [...removed] });
  };
  const take = (tag: string): void => {
    if (added.includes(tag)) setAdded(added.filter((other) => other !== tag));
    else setRemoved(new Set([...removed, tag]));
  };
  const add = (tags: string[]): void => {
    setRemoved(new Set([...removed].filter((tag) => !tags.includes(tag))));
    setAdded([...new Set([...added, ...tags.filter((tag) => !own.includes(tag))])]);
  };
  const toggle = (tag: string): void => {
    const next = new Set(removed);
    if (!next.delete(tag)) next.add(tag);
    setRemoved(next);
  };
  return (
    <Dialog
      title={isOne ? t('tags') : counted('tagTitle', clipIds.length)}
      class="tag-dialog"
      onClose={onClose}
      focusRef={field}
      foot={(close) => (
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="main" onClick={() => apply(close)}>
            {t('save')}
          </Button>
        </>
      )}
    >
      {(close) => (
        <>
          <TagField
            tags={[...own.filter((tag) => !removed.has(tag)), ...added]}
            label={t('addTags')}
            placeholder={t('addTag')}
            inputRef={field}
            onAdd={add}
            onRemove={take}
            onDone={() => apply(close)}
          />
          {!isOne && has.length > 0 && (
            <fieldset class="tag-had">
              <legend>{t('tagsOfThese')}</legend>
              {has.slice(0, mostShown).map(([tag, count]) => (
                <label key={tag}>
                  <input
                    class="check"
                    type="checkbox"
                    checked={!removed.has(tag)}
                    onChange={() => toggle(tag)}
                  />
                  <span class="name">{tag}</span>
                  <span class="num meta-xs">{formatNumber(count)}</span>
                </label>
              ))}
            </fieldset>
          )}
        </>
      )}
    </Dialog>
  );
}
