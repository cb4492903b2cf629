import type { Settings } from '../../utils/model/settings';
import { t } from '../../utils/platform/i18n';

type Place = Settings['obsidian'];

/** Which vault and folder a note goes to; both may stay empty. */
export function ObsidianFields({ place, onPlace }: { place: Place; onPlace: (place: Place) => void }) {
  return (
    <div class="two">
      {(['vault', 'folder'] as const).map((name) => (
        <label class="permission-note" key={name}>
          {t(`obsidian_${name}`)}
          <input
            class="field"
            type="text"
            spellcheck={false}
            value={place[name]}
            onInput={(event) => onPlace({ ...place, [name]: event.currentTarget.value })}
          />
          <small>{t(`obsidian_${name}_hint`)}</small>
        </label>
      ))}
    </div>
  );
}
