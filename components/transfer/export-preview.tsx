import { useEffect, useState } from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { type ExportChoice, exportClips } from './export-clips';

const shownLength = 3_000;

type Preview = { view: 'loading' } | { view: 'ready'; name: string; text?: string } | { view: 'failed' };

/** The first file as it will be: its name, and the beginning of its text where it is text. */
export function ExportPreview({ clipId, choice }: { clipId: ClipId; choice: ExportChoice }) {
  const [preview, setPreview] = useState<Preview>({ view: 'loading' });
  const wanted = JSON.stringify(choice);
  useEffect(() => {
    const stop = new AbortController();
    // Pictures would make the preview slow and its text unreadable; they do not change the words.
    const light =
      choice.format === 'markdown' || choice.format === 'html'
        ? ({ ...choice, images: 'link' } as const)
        : choice;
    // A book is no text: its words are shown, and its name.
    const isBook = choice.format === 'epub';
    exportClips([clipId], isBook ? { ...light, format: 'text' } : light, { signal: stop.signal })
      .then(async ({ name, blob }) => {
        const text = /\.zip$/.test(name) ? undefined : (await blob.text()).slice(0, shownLength);
        const own = isBook ? name.replace(/\.txt$/, '.epub') : name;
        if (!stop.signal.aborted) setPreview({ view: 'ready', name: own, text });
      })
      .catch(() => !stop.signal.aborted && setPreview({ view: 'failed' }));
    return () => stop.abort();
  }, [clipId, wanted]);
  if (preview.view === 'loading') return <p class="meta-xs">{t('previewLoading')}</p>;
  if (preview.view === 'failed') return <p class="failed-line">{t('previewFailed')}</p>;
  return (
    <>
      <p class="meta-xs">{preview.name}</p>
      {preview.text === undefined ? (
        <p class="meta-xs">{t('previewNoText')}</p>
      ) : (
        <textarea class="preview" readOnly rows={12} aria-label={t('exportPreview')} value={preview.text} />
      )}
    </>
  );
}
