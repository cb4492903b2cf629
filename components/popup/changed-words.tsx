import { useEffect, useState } from 'preact/hooks';
import { compareTexts, type Piece, type TextComparison } from '../../utils/clip/compare';
import { ask } from '../../utils/messaging/ask';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { getRecord } from '../../utils/store/clips';
import { counted, formatNumber, isHan } from '../common/format';

interface ChangedWordsProps {
  tabId: number;
  clipId: ClipId;
  lang: string | undefined;
}

/** How much of what stands around a change is shown. */
const around = 40;

/** In what the page differs from its clip: how much, and the first place where it does. */
export function ChangedWords({ tabId, clipId, lang }: ChangedWordsProps) {
  const [found, setFound] = useState<TextComparison>();
  useEffect(() => {
    let left = false;
    const compare = async (): Promise<void> => {
      const [record, now] = await Promise.all([getRecord(clipId), ask('draftTab', { tabId })]);
      if (record && now.ok && !left) setFound(compareTexts(record, now.value));
    };
    compare().catch(console.error);
    return () => {
      left = true;
    };
  }, [tabId, clipId]);
  if (!found || found.same) return null;
  const first = found.passages.find(({ kind }) => kind === 'changed');
  return (
    <>
      <p class="meta">
        {counted('compareChanged', found.places)}{' '}
        {t(
          isHan(lang) ? 'compareCountHan' : 'compareCount',
          formatNumber(found.added),
          formatNumber(found.removed),
        )}
      </p>
      {first?.kind === 'changed' && (
        <p class="quote" lang={lang}>
          {shortened(first.pieces).map(({ kind, text }, index) => {
            if (kind === 'same') return <span key={index}>{text}</span>;
            return kind === 'added' ? <ins key={index}>{text}</ins> : <del key={index}>{text}</del>;
          })}
        </p>
      )}
    </>
  );
}

/** Only the first change and its surroundings: a popup is small. */
function shortened(pieces: readonly Piece[]): Piece[] {
  const at = Math.max(
    0,
    pieces.findIndex(({ kind }) => kind !== 'same'),
  );
  return pieces.slice(Math.max(0, at - 1), at + 4).map((piece, index, all) => {
    const text = [...piece.text];
    if (piece.kind !== 'same') return { ...piece, text: cut(text, 160) };
    if (index === 0)
      return { ...piece, text: text.length > around ? `…${text.slice(-around).join('')}` : piece.text };
    return { ...piece, text: index === all.length - 1 ? cut(text, around) : cut(text, 2 * around) };
  });
}

function cut(text: readonly string[], length: number): string {
  return text.length > length ? `${text.slice(0, length).join('')}…` : text.join('');
}
