import { useEffect, useState } from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { useRecord } from '../hooks/use-clips';
import type { ExportChoice } from './export-clips';

/** The front matter of the first clip, as it will stand, while the template is typed. */
export function FieldsPreview({ clipId, choice }: { clipId: ClipId; choice: ExportChoice }) {
  const loaded = useRecord(clipId);
  const record = loaded.view === 'ready' ? loaded.value : undefined;
  const [text, setText] = useState('');
  const { markdown, contacts, fields, wikilinks } = choice;
  useEffect(() => {
    let left = false;
    // The writer of YAML is loaded when it is first needed.
    import('../../utils/export/front-matter').then(({ frontMatter, logseqProperties }) => {
      if (left || !record) return;
      const options = { markdown, contacts, fields, wikilinks };
      setText(markdown === 'logseq' ? logseqProperties(record, options) : frontMatter(record, options));
    }, console.error);
    return () => {
      left = true;
    };
  }, [record, markdown, contacts, fields, wikilinks]);
  return <textarea class="preview" readOnly rows={7} aria-label={t('exportFieldsPreview')} value={text} />;
}
