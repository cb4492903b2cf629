import { useState } from 'preact/hooks';
import { t } from '../../utils/platform/i18n';
import { hasFilter, withPartToggled } from '../../utils/search/query-parts';
import { ChooseDialog } from '../common/choose-dialog';
import { counted, formatNumber } from '../common/format';
import { Icon } from '../common/icon';
import { Menu, type MenuItem } from '../common/menu';
import { NameDialog } from '../common/name-dialog';
import { dropTarget } from './dragging';
import { NavEntry } from './nav-entry';
import { Section } from './section';
import type { SideProps } from './side';
import { TagsDialog } from './tags-dialog';

/** The most used stand in the side; all of them in the dialog. */
const mostTags = 10;

export interface TagAsked {
  kind: 'rename' | 'merge';
  tag: string;
}

/** The tags with their counts: choose some, rename, merge, delete. Clips are dropped on them. */
export function TagsNav({ acts, query, onQuery, counts }: SideProps) {
  const [asked, setAsked] = useState<TagAsked>();
  const [allOpen, setAllOpen] = useState(false);
  const now = new Date().toISOString();
  const tags = [...(counts?.tags ?? [])];
  const isOn = (tag: string): boolean => hasFilter(query, { key: 'tag', value: tag }, now);
  const toggle = (tag: string): void => onQuery(withPartToggled(query, { key: 'tag', value: tag }, now));
  const shown = tags.filter(([tag], at) => at < mostTags || isOn(tag));
  const itemsOf = (tag: string): MenuItem[] => tagItems(tag, tags.length, setAsked, acts.run);
  return (
    <Section title={t('tags')} isOpen>
      {counts && tags.length === 0 && <p class="side-hint">{t('noTags')}</p>}
      <ul class="nav">
        {shown.map(([tag, count]) => (
          <NavEntry
            key={tag}
            isOn={isOn(tag)}
            count={count}
            onClick={() => toggle(tag)}
            {...dropTarget(
              (what) => (what.kind === 'clips' ? 'into' : undefined),
              (what) =>
                what.kind === 'clips' && void acts.run({ kind: 'tag', clipIds: [...what.ids], add: [tag] }),
            )}
            behind={<Menu label={t('moreFor', tag)} class="entry-menu" items={itemsOf(tag)} />}
          >
            <Icon name="tag" />
            <span class="name">{tag}</span>
          </NavEntry>
        ))}
        {tags.length > shown.length && (
          <NavEntry onClick={() => setAllOpen(true)}>
            <Icon name="more" />
            {t('allTags', formatNumber(tags.length))}
          </NavEntry>
        )}
      </ul>
      {allOpen && (
        <TagsDialog
          tags={tags}
          itemsOf={itemsOf}
          onChoose={(tag) => {
            setAllOpen(false);
            toggle(tag);
          }}
          onClose={() => setAllOpen(false)}
        />
      )}
      {asked?.kind === 'rename' && (
        <NameDialog
          title={t('renameTag', asked.tag)}
          label={t('name')}
          start={asked.tag}
          action={t('rename')}
          offers={tags.map(([tag]) => tag)}
          hint={(name) => {
            const count = name !== asked.tag && counts?.tags.get(name);
            return count ? counted('tagsBecomeOne', count, name) : undefined;
          }}
          onName={(to) => void acts.run({ kind: 'rename-tag', from: asked.tag, to })}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.kind === 'merge' && (
        <ChooseDialog
          title={t('mergeTag', asked.tag)}
          choices={tags.filter(([tag]) => tag !== asked.tag).map(([tag]) => ({ id: tag, label: tag }))}
          onChoose={(to) => void acts.run({ kind: 'rename-tag', from: asked.tag, to })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}

function tagItems(
  tag: string,
  count: number,
  ask: (asked: TagAsked) => void,
  run: SideProps['acts']['run'],
): MenuItem[] {
  return [
    { id: 'rename', label: t('renameMore'), onChoose: () => ask({ kind: 'rename', tag }) },
    { id: 'merge', label: t('mergeMore'), disabled: count < 2, onChoose: () => ask({ kind: 'merge', tag }) },
    {
      id: 'delete',
      label: t('deleteTag'),
      icon: 'trash',
      danger: true,
      apart: true,
      onChoose: () => void run({ kind: 'remove-tag', tag }),
    },
  ];
}
