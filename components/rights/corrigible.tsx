import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { CorrectedFact, Correction } from '../../utils/model/correction';
import type { Failure } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { failureSentence } from '../common/failure';
import { isConfirmed, pageOf } from './corrected';
import { type Corrections, CorrectionsContext, keyOf } from './corrections';

interface CorrigibleProps {
  /** The facts that the form can change; the first names it. */
  facts: readonly CorrectedFact[];
  imageId?: string;
  label: string;
  /** What the page says, in words, for one of the facts; undefined where it says nothing. */
  pageWords: (fact: CorrectedFact, value: unknown) => string | undefined;
  lang?: string;
  /** The correction that takes what was concluded as true; absent where the page states it. */
  confirm?: Correction;
  /** The word of the button; by default "Correct". */
  action?: string;
  form: (shared: { label: string; onDone: () => void; correct: Corrections['correct'] }) => ComponentChildren;
  children: ComponentChildren;
}

/**
 * A fact that can be corrected in its place. Where the person's value stands, the page's stays in sight, with the way
 * back. Without corrections in the context it is the fact alone.
 */
export function Corrigible(props: CorrigibleProps) {
  const corrections = useContext(CorrectionsContext);
  if (!corrections) return <>{props.children}</>;
  return <CorrigibleFact {...props} corrections={corrections} />;
}

function CorrigibleFact({
  facts,
  imageId,
  label,
  pageWords,
  lang,
  confirm,
  action,
  form,
  children,
  corrections,
}: CorrigibleProps & { corrections: Corrections }) {
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !open) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  const corrected = facts
    .map((fact) => ({ fact, ...pageOf(corrections.record, fact, imageId) }))
    .filter((each) => each.corrected);
  const confirmed = corrected.every(({ fact }) => isConfirmed(corrections.record, fact));
  const key = keyOf({ fact: facts[0] ?? 'title', imageId });
  const run = async (act: Promise<Failure | undefined>): Promise<void> => setFailure(await act);
  const revert = (): Promise<Failure | undefined> =>
    corrections.correct(
      corrected.map(({ fact }) => ({ fact, value: null, ...(imageId && { imageId }) }) as Correction),
    );
  if (open) return <>{form({ label, onDone: () => setOpen(false), correct: corrections.correct })}</>;
  return (
    <>
      {children}
      <span class="correct-line">
        {corrected.length > 0 && (
          <span class="yours-note">{t(confirmed ? 'confirmedByYou' : 'correctedByYou')}</span>
        )}
        {confirm && corrected.length === 0 && (
          <button
            type="button"
            class="btn btn-text"
            aria-label={t('confirmFact', label)}
            onClick={() => void run(corrections.correct([confirm]))}
          >
            {t('confirm')}
          </button>
        )}
        <button
          type="button"
          class="btn btn-text"
          aria-label={action ? undefined : t('editFact', label)}
          ref={button}
          onClick={() => setOpen(true)}
        >
          {action ?? t('edit')}
        </button>
        {corrections.last === key && (
          <button type="button" class="btn btn-text" onClick={() => void run(corrections.undo())}>
            {t('undo')}
          </button>
        )}
      </span>
      {corrected.map(({ fact, value }) => (
        <PageWords key={fact} words={pageWords(fact, value)} lang={lang} />
      ))}
      {corrected.length > 0 && (
        <span class="correct-line">
          <button type="button" class="btn btn-text" onClick={() => void run(revert())}>
            {t('backToPage')}
          </button>
        </span>
      )}
      {failure && (
        <p class="fault" role="alert">
          {failureSentence(failure)}
        </p>
      )}
    </>
  );
}

function PageWords({ words, lang }: { words: string | undefined; lang?: string }) {
  return (
    <span class="page-says">
      {words ? (
        <>
          {t('pageSays')} <span lang={lang}>{words}</span>
        </>
      ) : (
        t('pageSaysNothing')
      )}
    </span>
  );
}
