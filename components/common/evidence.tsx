import { useContext, useState } from 'preact/hooks';
import type { Claim, Evidence } from '../../utils/model/claim';
import { t } from '../../utils/platform/i18n';
import { ruleWords } from '../rights/rule-words';
import { mayBeSeen, ShowPlaceContext } from '../rights/show-place';
import { Icon } from './icon';

/** The name of the place of an evidence: `Byline`, `Foot of the page`. */
export function placeName(kind: Evidence['kind']): string {
  return t(`place_${kind.replaceAll('-', '_')}`);
}

interface WhereProps {
  evidence: Evidence | undefined;
  /** How the value stands: said by the page, concluded, the person's own. */
  status?: Claim<unknown>['status'];
  /** What is shown of the value, so that the same words are not quoted twice. */
  shown?: string;
  lang?: string;
}

/**
 * Where a value was found: the crosshair and the place. It opens to say by which rule and in which words, whether the
 * page states it or it was concluded, and, over a live page, leads there.
 */
export function Where({ evidence, status = 'stated', shown, lang }: WhereProps) {
  if (!evidence) return null;
  const words = evidence.quote?.trim();
  const isUser = evidence.kind === 'user';
  return (
    <details class="where-words">
      <summary class="where">
        <Icon name="locate" />
        <span class="sr">{t('whereFound')}</span> {placeName(evidence.kind)}
      </summary>
      <div class="where-box">
        {words && words !== shown?.trim() && (
          <q class="quote" lang={evidence.lang ?? lang}>
            {words}
          </q>
        )}
        <p class="where-rule" title={evidence.rule}>
          {ruleWords(evidence.rule)}
          {!isUser && (
            <>
              <i class="dot" lang="en">
                ·
              </i>
              <span class="where-standing">{t(`standing_${status}`)}</span>
            </>
          )}
        </p>
        <ShowOnPage evidence={evidence} />
      </div>
    </details>
  );
}

/** The way to the place on the live page; says so where the page does not show it. */
function ShowOnPage({ evidence }: { evidence: Evidence }) {
  const show = useContext(ShowPlaceContext);
  const [gone, setGone] = useState(false);
  if (!show || !mayBeSeen(evidence)) return null;
  const go = async (): Promise<void> => setGone(!(await show(evidence)));
  return (
    <>
      <button type="button" class="btn btn-text" onClick={() => void go()}>
        {t('placeShow')}
      </button>
      <p class="where-gone" role="status">
        {gone && t('placeGone')}
      </p>
    </>
  );
}
