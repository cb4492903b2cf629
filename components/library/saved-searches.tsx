import { useState } from 'preact/hooks';
import { ok } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { Icon } from '../common/icon';
import { Menu } from '../common/menu';
import { NameDialog } from '../common/name-dialog';
import { useSettings } from '../hooks/use-settings';
import { NavEntry } from './nav-entry';
import { Section } from './section';
import type { SideProps } from './side';

type Asked = { kind: 'new' } | { kind: 'rename'; name: string };

/** Searches under names: save what is typed now, choose one, rename, remove. */
export function SavedSearches({ query, onQuery, acts }: SideProps) {
  const [settings, change] = useSettings();
  const [asked, setAsked] = useState<Asked>();
  const searches = Object.entries(settings.searches);
  const typed = query.trim();
  const mayBeSaved = typed !== '' && !searches.some(([, kept]) => kept === typed);
  const keep = (next: readonly (readonly [name: string, query: string])[]): void =>
    change({ searches: Object.fromEntries(next) });
  const remove = (name: string): void => {
    keep(searches.filter(([other]) => other !== name));
    acts.tell(t('searchRemoved', name), async () => {
      keep(searches);
      return ok(null);
    });
  };
  if (searches.length === 0 && !mayBeSaved) return null;
  return (
    <Section
      title={t('savedSearches')}
      isOpen
      action={
        mayBeSaved && (
          <IconButton
            icon="plus"
            label={t('saveSearch')}
            class="side-add"
            onClick={() => setAsked({ kind: 'new' })}
          />
        )
      }
    >
      <ul class="nav">
        {searches.map(([name, kept]) => (
          <NavEntry
            key={name}
            isOn={kept === typed}
            title={kept}
            onClick={() => onQuery(kept === typed ? '' : kept)}
            behind={
              <Menu
                label={t('moreFor', name)}
                class="entry-menu"
                items={[
                  {
                    id: 'rename',
                    label: t('renameMore'),
                    onChoose: () => setAsked({ kind: 'rename', name }),
                  },
                  {
                    id: 'remove',
                    label: t('removeSearch'),
                    icon: 'trash',
                    danger: true,
                    apart: true,
                    onChoose: () => remove(name),
                  },
                ]}
              />
            }
          >
            <Icon name="search" />
            <span class="name">{name}</span>
          </NavEntry>
        ))}
      </ul>
      {asked?.kind === 'new' && (
        <NameDialog
          title={t('saveSearch')}
          label={t('name')}
          action={t('save')}
          onName={(name) => keep([...searches.filter(([other]) => other !== name), [name, typed]])}
          onClose={() => setAsked(undefined)}
        />
      )}
      {asked?.kind === 'rename' && (
        <NameDialog
          title={t('renameSearch')}
          label={t('name')}
          start={asked.name}
          action={t('rename')}
          onName={(next) =>
            keep(
              searches
                .filter(([other]) => other !== next)
                .map(([name, kept]) => [name === asked.name ? next : name, kept]),
            )
          }
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}
