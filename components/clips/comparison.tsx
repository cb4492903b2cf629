import type { Passage, TextComparison } from '../../utils/clip/compare';
import { t } from '../../utils/platform/i18n';
import { counted, formatNumber, isHan } from '../common/format';
import type { ChangedFact } from './changed-facts';

/** What differs between two states of a clip: how much, which facts, and the text with what came and went. */
export function Comparison({
  text,
  facts,
  lang,
}: {
  text: TextComparison;
  facts: readonly ChangedFact[];
  lang: string | undefined;
}) {
  return (
    <>
      <p class="compare-sum">
        <b>{text.same ? t('compareSame') : counted('compareChanged', text.places)}</b>{' '}
        {!text.same &&
          t(
            isHan(lang) ? 'compareCountHan' : 'compareCount',
            formatNumber(text.added),
            formatNumber(text.removed),
          )}
      </p>
      <p>{facts.length === 0 ? t('compareFactsSame') : t('compareFactsChanged')}</p>
      {facts.length > 0 && (
        <dl class="facts">
          {facts.map(({ label, before, now }) => (
            <FactChange key={label} label={label} before={before} now={now} lang={lang} />
          ))}
        </dl>
      )}
      {!text.same && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        <section class="diff page" lang={lang} aria-label={t('compareText')} tabIndex={0}>
          {text.passages.map((passage, index) => (
            <PassageView
              passage={passage}
              isFirst={index === 0}
              isLast={index === text.passages.length - 1}
              key={index}
            />
          ))}
        </section>
      )}
    </>
  );
}

function FactChange({ label, before, now, lang }: ChangedFact & { lang: string | undefined }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {before ? <del lang={lang}>{before}</del> : <span class="absent">{t('lightUnstated')}</span>}{' '}
        {now ? <ins lang={lang}>{now}</ins> : <span class="absent">{t('nowGone')}</span>}
      </dd>
    </>
  );
}

interface PassageProps {
  passage: Passage;
  isFirst: boolean;
  isLast: boolean;
}

/** What differs in full; of what is alike, the block before and the block after. */
function PassageView({ passage, isFirst, isLast }: PassageProps) {
  if (passage.kind === 'changed') {
    return (
      <p class="changed">
        {passage.pieces.map(({ kind, text }, index) => {
          if (kind === 'same') return <span key={index}>{text}</span>;
          return kind === 'added' ? <ins key={index}>{text}</ins> : <del key={index}>{text}</del>;
        })}
      </p>
    );
  }
  const { blocks } = passage;
  const head = isFirst ? [] : blocks.slice(0, 1);
  const tail = isLast ? [] : blocks.slice(Math.max(head.length, blocks.length - 1));
  const hidden = blocks.length - head.length - tail.length;
  return (
    <>
      {head.map((block) => (
        <p class="alike" key={`h${block}`}>
          {block}
        </p>
      ))}
      {hidden > 0 && (
        <p class="hidden-blocks" lang={t('interfaceLanguage')}>
          {counted('compareAlike', hidden)}
        </p>
      )}
      {tail.map((block) => (
        <p class="alike" key={`t${block}`}>
          {block}
        </p>
      ))}
    </>
  );
}
