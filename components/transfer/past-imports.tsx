import { t } from '../../utils/platform/i18n';
import { listImports } from '../../utils/store/import-clips';
import { Button } from '../common/button';
import { counted, formatMoment } from '../common/format';
import { useLiveQuery } from '../hooks/use-live-query';

const mostShown = 5;

/** The last imports, each to be taken back as a whole; one that the end of its page cut short says how it goes on. */
export function PastImports({ onUndo }: { onUndo: (id: string) => void }) {
  const imports = useLiveQuery(listImports, []);
  const shown = imports.view === 'ready' ? imports.value.filter(hasSomething).slice(0, mostShown) : [];
  if (shown.length === 0) return null;
  return (
    <section>
      <h2 class="legend">{t('importPast')}</h2>
      <ul class="past-imports">
        {shown.map(({ id, at, files, added, updated, state }) => (
          <li key={id}>
            <span>
              {formatMoment(at)}: {files.join(', ')}
              <small>
                {counted('import_add', added)}
                {updated > 0 && `, ${counted('import_update', updated)}`}
              </small>
              {state !== 'done' && <small>{t('importUnfinished')}</small>}
            </span>
            <Button icon="undo" onClick={() => onUndo(id)}>
              {t('importUndo')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function hasSomething({ state, added, updated }: { state: string; added: number; updated: number }): boolean {
  return state !== 'undone' && added + updated > 0;
}
