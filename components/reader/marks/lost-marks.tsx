import { useId } from 'preact/hooks';
import type { Highlight } from '../../../utils/model/clip';
import { t } from '../../../utils/platform/i18n';
import { IconButton } from '../../common/button';

/** Marks whose words are no longer in the text: listed with their quote and note, never dropped. */
export function LostMarks({
  marks,
  lang,
  onRemove,
}: {
  marks: readonly Highlight[];
  lang: string;
  onRemove: ((mark: Highlight) => void) | undefined;
}) {
  const heading = useId();
  if (marks.length === 0) return null;
  return (
    <section class="lost-marks ours" aria-labelledby={heading} lang={t('interfaceLanguage')} dir="ltr">
      <h2 id={heading}>{t('lostMarks')}</h2>
      <p class="meta">{t('lostMarksHint')}</p>
      <ul>
        {marks.map((mark) => (
          <li key={mark.id}>
            <q class="quote" lang={lang} dir="auto">
              {mark.target.selector[0].exact}
            </q>
            {mark.body && (
              <p class="notecard" dir="auto">
                {mark.body}
              </p>
            )}
            {onRemove && <IconButton icon="trash" label={t('removeMark')} onClick={() => onRemove(mark)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
