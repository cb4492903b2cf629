import { useEffect, useRef, useState } from 'preact/hooks';
import type { Change } from '../../utils/model/change';
import type { ClipId } from '../../utils/model/clip';
import type { CollectionId } from '../../utils/model/collection';
import { t } from '../../utils/platform/i18n';
import { fold } from '../../utils/search/fold';
import { sharedFacts } from '../../utils/store/acts';
import { Button } from '../common/button';
import { Dialog } from '../common/dialog';
import { counted } from '../common/format';
import { Icon } from '../common/icon';
import { useCollections } from '../hooks/use-collections';

interface CollectDialogProps {
  clipIds: readonly ClipId[];
  run: (change: Change) => Promise<unknown>;
  onClose: () => void;
}

/** Puts clips into collections, and takes them out: each has a box that is ticked where all clips are in it. */
export function CollectDialog({ clipIds, run, onClose }: CollectDialogProps) {
  const collections = useCollections();
  const [shared, setShared] = useState<ReadonlyMap<CollectionId, number>>();
  const [chosen, setChosen] = useState<ReadonlyMap<CollectionId, boolean>>(new Map());
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    sharedFacts(clipIds).then((facts) => setShared(facts.collections), console.error);
  }, []);
  const wanted = fold(typed).trim();
  const shown = collections.filter(({ path }) => fold(path).includes(wanted));
  const isNew = typed.trim() !== '' && !collections.some(({ name }) => fold(name).trim() === wanted);
  const stateOf = (id: CollectionId): 'all' | 'some' | 'none' => {
    const choice = chosen.get(id);
    if (choice !== undefined) return choice ? 'all' : 'none';
    const count = shared?.get(id) ?? 0;
    if (count === 0) return 'none';
    return count === clipIds.length ? 'all' : 'some';
  };
  const toggle = (id: CollectionId): void => setChosen(new Map(chosen).set(id, stateOf(id) !== 'all'));
  const make = async (): Promise<void> => {
    const id = crypto.randomUUID();
    await run({ kind: 'add-collection', id, name: typed.trim() });
    setChosen((now) => new Map(now).set(id, true));
    setTyped('');
  };
  const apply = (close: () => void): void => {
    close();
    const add = [...chosen].flatMap(([id, on]) => (on ? [id] : []));
    const remove = [...chosen].flatMap(([id, on]) => (on ? [] : [id]));
    if (add.length + remove.length > 0) void run({ kind: 'collect', clipIds: [...clipIds], add, remove });
  };
  return (
    <Dialog
      title={clipIds.length === 1 ? t('collections') : counted('collectTitle', clipIds.length)}
      onClose={onClose}
      focusRef={field}
      foot={(close) => (
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="main" disabled={chosen.size === 0} onClick={() => apply(close)}>
            {t('save')}
          </Button>
        </>
      )}
    >
      {(close) => (
        <>
          <label class="named-field">
            <span class="sr">{t('findCollection')}</span>
            <input
              class="plain-field"
              ref={field}
              value={typed}
              placeholder={t('findCollection')}
              autocomplete="off"
              onInput={(event) => setTyped(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.isComposing) return;
                event.preventDefault();
                if (isNew && shown.length === 0) void make();
                else if (typed.trim() === '') apply(close);
                else if (shown[0]) {
                  toggle(shown[0].id);
                  setTyped('');
                }
              }}
            />
          </label>
          <ul class="choose-list">
            {shown.map(({ id, name, depth, path }) => (
              <li key={id}>
                <label style={{ '--depth': wanted === '' ? depth : 0 }}>
                  <input
                    class="check"
                    type="checkbox"
                    checked={stateOf(id) === 'all'}
                    ref={(box) => {
                      if (box) box.indeterminate = stateOf(id) === 'some';
                    }}
                    onChange={() => toggle(id)}
                  />
                  <span class="name">{wanted === '' ? name : path}</span>
                </label>
              </li>
            ))}
          </ul>
          {collections.length === 0 && typed === '' && <p class="meta">{t('noCollections')}</p>}
          {isNew && (
            <button type="button" class="btn" onClick={() => void make()}>
              <Icon name="plus" small />
              {t('makeCollection', typed.trim())}
            </button>
          )}
        </>
      )}
    </Dialog>
  );
}
