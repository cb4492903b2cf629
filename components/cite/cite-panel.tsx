import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { attributionLine } from '../../utils/cite/attribution';
import { toCsl } from '../../utils/cite/csl';
import { type CiteFormat, citeFormats, findCiteFormat } from '../../utils/cite/registry';
import type { FormattedText } from '../../utils/cite/rich-text';
import type { ClipRecord } from '../../utils/model/clip';
import { keepCiteStyle, lastCiteStyle } from '../../utils/platform/cite-choice';
import { t } from '../../utils/platform/i18n';
import { Button } from '../common/button';
import { type Copied, copyToClipboard } from '../common/clipboard';
import { interfaceLanguage, isHan } from '../common/format';
import { download } from '../transfer/download';
import { Formatted } from './formatted';

// Not `useId`: it begins anew when a surface is drawn anew from its root, and one panel is open at a time.
const styleField = 'cite-style';
const attributionName = 'cite-attribution';

interface CitePanelProps {
  records: readonly ClipRecord[];
  /** A page may not download a file of ours: there only copying is offered. */
  files?: boolean;
}

/** A citation in the style of the person's choice, and the attribution line, each to be looked at and copied. */
export function CitePanel({ records, files }: CitePanelProps) {
  const [format, choose] = useCiteFormat();
  const written = useMemo(() => (format ? write(format, records) : undefined), [format, records]);
  const [said, copy, box] = useCopy();
  if (!format || !written || records.length === 0) return <div class="cite" aria-busy="true" />;
  const attribution = attributions(records);
  const lang = records[0]?.content.language;
  const many = records.length > 1;
  const isEmpty = written.text.trim() === '';
  return (
    <div class="cite" ref={box}>
      <div class="entry">
        <label for={styleField}>{t('citeStyle')}</label>
        <StyleSelect id={styleField} format={format} onChoose={choose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section class="cite-preview" aria-label={t('citePreview')} lang={lang} tabIndex={0}>
        {isEmpty && <p class="meta">{t('citeNone')}</p>}
        {written.entries ? <Formatted entries={written.entries} /> : <pre>{written.text}</pre>}
      </section>
      <div class="cite-foot">
        <Button kind="main" icon="copy" disabled={isEmpty} onClick={() => copy(written)}>
          {t(many ? 'citeCopyMany' : 'citeCopy')}
        </Button>
        {files && (
          <Button kind="edge" disabled={isEmpty} onClick={() => saveFile(format, written.text)}>
            {t('citeFile')}
          </Button>
        )}
        <p class="cite-said" role="status">
          {said}
        </p>
      </div>
      <section class="attribution" aria-labelledby={attributionName}>
        <p class="attribution-name" id={attributionName}>
          {t('attributionLine')}
        </p>
        <p class="meta-xs">{t('attributionHint')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <div class="cite-preview" lang={attributionLanguage()} tabIndex={0}>
          {attribution}
        </div>
        <Button kind="edge" icon="copy" onClick={() => copy({ text: attribution })}>
          {t('attributionCopy')}
        </Button>
      </section>
    </div>
  );
}

interface StyleSelectProps {
  id: string;
  format: CiteFormat;
  onChoose: (id: string) => void;
}

function StyleSelect({ id, format, onChoose }: StyleSelectProps) {
  const options = (kind: CiteFormat['kind']) =>
    citeFormats
      .filter((offered) => offered.kind === kind)
      .map(({ id, label }) => (
        <option key={id} value={id}>
          {t(label)}
        </option>
      ));
  return (
    <select
      class="select"
      id={id}
      value={format.id}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <optgroup label={t('citeStylesText')}>{options('text')}</optgroup>
      <optgroup label={t('citeStylesData')}>{options('data')}</optgroup>
    </select>
  );
}

/** The style that was used last; before the first time the one that is usual in the language. */
function useCiteFormat(): [CiteFormat | undefined, (id: string) => void] {
  const [id, setId] = useState<string>();
  useEffect(() => {
    const usual = isHan(interfaceLanguage()) ? 'gbt-7714-2025' : 'apa-7';
    lastCiteStyle().then(
      (last) => setId(last && findCiteFormat(last) ? last : usual),
      () => setId(usual),
    );
  }, []);
  const choose = (chosen: string): void => {
    setId(chosen);
    keepCiteStyle(chosen).catch(() => undefined); // it still holds here
  };
  return [id ? findCiteFormat(id) : undefined, choose];
}

/** Copies, and says for a while that it did. */
function useCopy() {
  const [said, setSaid] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const copy = (copied: Copied): void => {
    const document = box.current?.ownerDocument;
    if (!document) return;
    setSaid('');
    copyToClipboard(document, copied).then((done) => setSaid(t(done ? 'copied' : 'copyFailed')));
  };
  return [said, copy, box] as const;
}

function write(
  format: CiteFormat,
  records: readonly ClipRecord[],
): Partial<FormattedText> & { text: string } {
  const items = records.map(toCsl);
  return format.kind === 'text' ? format.write(items) : { text: format.write(items) };
}

function attributionLanguage(): 'en' | 'zh' {
  return isHan(interfaceLanguage()) ? 'zh' : 'en';
}

function attributions(records: readonly ClipRecord[]): string {
  return records.map((record) => attributionLine(record, attributionLanguage())).join('\n');
}

function saveFile({ extension, mimeType }: CiteFormat, text: string): void {
  download(new Blob([text.endsWith('\n') ? text : `${text}\n`], { type: mimeType }), `colophon.${extension}`);
}
