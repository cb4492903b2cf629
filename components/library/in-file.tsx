import { Fragment } from 'preact';
import type { ClipImage } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { type Embedded, embeddedConflicts, embeddedNames } from '../../utils/rights/embedded';

/**
 * What the picture's own file says, in its words. The caption of the page holds: where the file names someone else,
 * that is said, and nothing is changed.
 */
export function InFile({ image }: { image: ClipImage }) {
  const embedded = (image.embedded ?? {}) as Embedded;
  const names = embeddedNames.filter((name) => embedded[name]);
  const [first] = names;
  if (!first) return null;
  const differing = embeddedConflicts(image);
  return (
    <details class="in-file">
      <summary>
        {t('inFile')} <q class="quote">{embedded[first]}</q>
        {differing.length > 0 && <span class="in-file-differs">{t('inFileDiffers')}</span>}
      </summary>
      <dl>
        {names.map((name) => (
          <Fragment key={name}>
            <dt>{t(`embedded_${name}`)}</dt>
            <dd>
              <q class="quote">{embedded[name]}</q>
              {differing.includes(name) && <span class="in-file-differs">{t('inFileDiffersHere')}</span>}
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}
