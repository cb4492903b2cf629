import type { Evidence } from '../../utils/model/claim';
import { t } from '../../utils/platform/i18n';
import { Icon } from './icon';

/** The name of the place of an evidence: `Byline`, `Foot of the page`. */
export function placeName(kind: Evidence['kind'] | string): string {
  return t(`place_${kind.replaceAll('-', '_')}`);
}

/**
 * Where a value was found: the crosshair and the place. Where the page's words say more than the value itself, the
 * place opens to show them.
 */
export function Where({
  evidence,
  shown,
  lang,
}: {
  evidence: Evidence | undefined;
  shown?: string;
  lang?: string;
}) {
  if (!evidence) return null;
  const place = (
    <>
      <Icon name="locate" />
      <span class="sr">{t('whereFound')}</span> {placeName(evidence.kind)}
    </>
  );
  const words = evidence.quote?.trim();
  if (!words || words === shown?.trim()) return <span class="where">{place}</span>;
  return (
    <details class="where-words">
      <summary class="where">{place}</summary>
      <q class="quote" lang={evidence.lang ?? lang}>
        {words}
      </q>
    </details>
  );
}
