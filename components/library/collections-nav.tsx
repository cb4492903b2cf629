import { useState } from 'preact/hooks';
import type { CollectionId } from '../../utils/model/collection';
import { t } from '../../utils/platform/i18n';
import { hasFilter, withFilter, withPartToggled } from '../../utils/search/query-parts';
import { IconButton } from '../common/button';
import { ChooseDialog } from '../common/choose-dialog';
import { Icon } from '../common/icon';
import { Menu, type MenuItem } from '../common/menu';
import { NameDialog } from '../common/name-dialog';
import { type ListedCollection, useCollections } from '../hooks/use-collections';
import { beginDrag, dropTarget, partOf } from './dragging';
import { NavEntry } from './nav-entry';
import { Section } from './section';
import type { SideProps } from './side';

type Asked =
  | { kind: 'new'; parent?: CollectionId }
  | { kind: 'rename'; collection: ListedCollection }
  | { kind: 'move'; collection: ListedCollection };

/**
 * The collections, one within the other: choose one, make, rename, move, delete. Clips are dropped on them; a collection
 * is dropped into another, or between two.
 */
export function CollectionsNav({ acts, query, onQuery, counts }: SideProps) {
  const collections = useCollections();
  const [asked, setAsked] = useState<Asked>();
  const now = new Date().toISOString();
  const { run } = acts;
  const go = (path: string, adds: boolean): void => {
    const part = { key: 'in' as const, value: path };
    if (adds) onQuery(withPartToggled(query, part, now));
    else onQuery(withFilter(query, 'in', hasFilter(query, part, now) ? undefined : path, now));
  };
  return (
    <Section
      title={t('collections')}
      isOpen
      action={
        <IconButton
          icon="plus"
          label={t('newCollection')}
          class="side-add"
          onClick={() => setAsked({ kind: 'new' })}
        />
      }
    >
      {collections.length === 0 && <p class="side-hint">{t('noCollections')}</p>}
      <ul class="nav">
        {collections.map((each) => (
          <NavEntry
            key={each.id}
            isOn={hasFilter(query, { key: 'in', value: each.path }, now)}
            count={counts && (counts.collections.get(each.id) ?? 0)}
            onClick={(event: MouseEvent) => go(each.path, event.ctrlKey || event.metaKey || event.shiftKey)}
            style={{ '--depth': each.depth }}
            draggable
            onDragStart={(event) => beginDrag(event, { kind: 'collection', id: each.id }, each.name)}
            {...dropTarget(
              (what, event) => {
                if (what.kind === 'clips') return 'into';
                return isWithin(each.id, what.id, collections) ? undefined : partOf(event);
              },
              (what, way) => {
                if (what.kind === 'clips')
                  void run({ kind: 'collect', clipIds: [...what.ids], add: [each.id] });
                else void run({ kind: 'edit-collection', id: what.id, ...placeAt(each, way, collections) });
              },
            )}
            behind={
              <Menu
                label={t('moreFor', each.name)}
                class="entry-menu"
                items={itemsFor(each, collections, setAsked, run)}
              />
            }
          >
            <Icon name="folder" />
            <span class="name">{each.name}</span>
          </NavEntry>
        ))}
      </ul>
      {asked?.kind === 'new' && (
        <NameDialog
          title={t('newCollection')}
          label={t('name')}
          action={t('create')}
          onName={(name) =>
            void run({ kind: 'add-collection', id: crypto.randomUUID(), name, parent: asked.parent })
          }
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.kind === 'rename' && (
        <NameDialog
          title={t('renameCollection')}
          label={t('name')}
          start={asked.collection.name}
          action={t('rename')}
          onName={(name) => void run({ kind: 'edit-collection', id: asked.collection.id, name })}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.kind === 'move' && (
        <MoveDialog
          collection={asked.collection}
          collections={collections}
          onMove={(parent) => void run({ kind: 'edit-collection', id: asked.collection.id, parent })}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}

function itemsFor(
  collection: ListedCollection,
  all: readonly ListedCollection[],
  ask: (asked: Asked) => void,
  run: SideProps['acts']['run'],
): MenuItem[] {
  const neighbours = all.filter(({ parent }) => parent === collection.parent);
  const at = neighbours.findIndex(({ id }) => id === collection.id);
  const step = (to: ListedCollection | undefined, way: 'above' | 'below'): void => {
    if (to) void run({ kind: 'edit-collection', id: collection.id, ...placeAt(to, way, all) });
  };
  return [
    {
      id: 'new',
      label: t('newWithin'),
      icon: 'plus',
      onChoose: () => ask({ kind: 'new', parent: collection.id }),
    },
    { id: 'rename', label: t('renameMore'), onChoose: () => ask({ kind: 'rename', collection }) },
    {
      id: 'move',
      label: t('moveMore'),
      disabled: all.length < 2,
      onChoose: () => ask({ kind: 'move', collection }),
    },
    {
      id: 'up',
      label: t('moveUp'),
      disabled: at <= 0,
      onChoose: () => step(neighbours[at - 1], 'above'),
    },
    {
      id: 'down',
      label: t('moveDown'),
      disabled: at === neighbours.length - 1,
      onChoose: () => step(neighbours[at + 1], 'below'),
    },
    {
      id: 'delete',
      label: t('delete'),
      icon: 'trash',
      danger: true,
      apart: true,
      onChoose: () => void run({ kind: 'remove-collection', id: collection.id }),
    },
  ];
}

/** Where a collection stands that is put above, below or into another. Neighbours have fractions between them. */
function placeAt(
  target: ListedCollection,
  way: string,
  all: readonly ListedCollection[],
): { parent: CollectionId | null; order?: number } {
  if (way === 'into') return { parent: target.id };
  const neighbours = all.filter(({ parent }) => parent === target.parent);
  const at = neighbours.findIndex(({ id }) => id === target.id);
  const other = neighbours[at + (way === 'above' ? -1 : 1)];
  const order = other ? (target.order + other.order) / 2 : target.order + (way === 'above' ? -1 : 1);
  return { parent: target.parent ?? null, order };
}

/** Whether a collection is another one or stands somewhere within it. */
function isWithin(id: CollectionId, outer: CollectionId, all: readonly ListedCollection[]): boolean {
  const parents = new Map(all.map((each) => [each.id, each.parent]));
  for (let at: CollectionId | undefined = id; at !== undefined; at = parents.get(at))
    if (at === outer) return true;
  return false;
}

interface MoveDialogProps {
  collection: ListedCollection;
  collections: readonly ListedCollection[];
  onMove: (parent: CollectionId | null) => void;
  onClose: () => void;
}

function MoveDialog({ collection, collections, onMove, onClose }: MoveDialogProps) {
  return (
    <ChooseDialog
      title={t('moveCollection', collection.name)}
      choices={[
        { id: '', label: t('topLevel'), depth: 0, on: collection.parent === undefined },
        ...collections
          .filter(({ id }) => !isWithin(id, collection.id, collections))
          .map(({ id, name, depth }) => ({ id, label: name, depth, on: id === collection.parent })),
      ]}
      onChoose={(id) => onMove(id === '' ? null : id)}
      onClose={onClose}
    />
  );
}
