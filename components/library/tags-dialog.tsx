import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { fold } from '../../utils/search/fold';
import { Dialog } from '../common/dialog';
import { formatNumber } from '../common/format';
import { Menu, type MenuItem } from '../common/menu';

interface TagsDialogProps {
  tags: readonly (readonly [tag: string, count: number])[];
  itemsOf: (tag: string) => MenuItem[];
  onChoose: (tag: string) => void;
  onClose: () => void;
}

/** More than anyone reads through: the field finds the others. */
const mostShown = 300;

/** All tags, by name, with a field that finds them. */
export function TagsDialog({ tags, itemsOf, onChoose, onClose }: TagsDialogProps) {
  const [typed, setTyped] = useState('');
  const wanted = fold(typed).trim();
  const found = tags.filter(([tag]) => fold(tag).includes(wanted));
  const sorted = found.toSorted(([one], [other]) => one.localeCompare(other));
  return (
    <Dialog title={t('tags')} class="tags-dialog" onClose={onClose}>
      {() => (
        <>
          <label class="named-field">
            <span class="sr">{t('findTag')}</span>
            <input
              class="plain-field"
              value={typed}
              placeholder={t('findTag')}
              autocomplete="off"
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <ul class="choose-list">
            {sorted.slice(0, mostShown).map(([tag, count]) => (
              <li key={tag} class="has-menu">
                <button type="button" onClick={() => onChoose(tag)}>
                  <span class="name">{tag}</span>
                  <span class="num">{formatNumber(count)}</span>
                </button>
                <Menu label={t('moreFor', tag)} items={itemsOf(tag)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
