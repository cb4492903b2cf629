import { useState } from 'preact/hooks';
import { isPattern, withSite } from '../../utils/model/settings';
import { t } from '../../utils/platform/i18n';
import { Icon } from '../common/icon';
import { Entries } from './entries';
import type { SectionProps } from './sections';

/** What holds for single sites: those that open in the reader by themselves, and those with a look of their own. */
export function SitesSection({ settings, onChange }: SectionProps) {
  const { openOn, sites } = settings;
  return (
    <>
      <h3>{t('openOnTitle')}</h3>
      <p class="meta">{t('openOnHint')}</p>
      <Entries
        empty={t('openOnNone')}
        entries={openOn.map((pattern) => ({ id: pattern, name: pattern }))}
        onRemove={(pattern) => onChange({ openOn: openOn.filter((each) => each !== pattern) })}
      />
      <AddPattern
        onAdd={(pattern) => !openOn.includes(pattern) && onChange({ openOn: [...openOn, pattern] })}
      />
      <h3>{t('ownLooksTitle')}</h3>
      <p class="meta">{t('ownLooksHint')}</p>
      <Entries
        empty={t('ownLooksNone')}
        entries={Object.keys(sites).map((host) => ({ id: host, name: host }))}
        onRemove={(host) => onChange(withSite(settings, host, false))}
      />
    </>
  );
}

function AddPattern({ onAdd }: { onAdd: (pattern: string) => void }) {
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const add = (event: Event): void => {
    event.preventDefault();
    const pattern = typed.trim();
    const usable = isPattern(pattern);
    setRefused(!usable);
    if (!usable) return;
    onAdd(pattern);
    setTyped('');
  };
  return (
    <form class="add-entry" onSubmit={add}>
      <label>
        <span class="sr">{t('openOnField')}</span>
        <input
          class="field"
          type="text"
          value={typed}
          placeholder="news.example"
          spellcheck={false}
          autocapitalize="off"
          aria-invalid={refused || undefined}
          aria-describedby={refused ? 'open-on-fault' : undefined}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setRefused(false);
          }}
        />
      </label>
      <button type="submit" class="btn btn-edge">
        <Icon name="plus" small />
        {t('add')}
      </button>
      {refused && (
        <p id="open-on-fault" class="field-fault" role="alert">
          {t('openOnFault')}
        </p>
      )}
    </form>
  );
}
