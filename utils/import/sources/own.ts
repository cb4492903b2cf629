import { isUnchanged, sealRecord } from '../../clip/fingerprint';
import { isOwnWriting } from '../../dom/own-writing';
import { sanitize } from '../../dom/sanitize';
import type { ClipRecord } from '../../model/clip';
import { isObject, parseJson } from '../json';
import { webAddress } from '../page-item';
import { recordFault } from '../record-shape';
import type { ImportedAsset, ImportKit, ParsedItem } from '../types';

/**
 * Takes a value for a record of ours: its shape by the published schema, its seal by its own fingerprints. A seal says
 * nothing of who made it, so HTML that is not as we write it is made safe, and the record sealed anew.
 */
export async function recordIn(value: unknown, kit: ImportKit): Promise<ReadRecord> {
  if (kit.verdicts?.isNextSound()) return value as ClipRecord;
  const read = await checkedRecord(value, kit);
  kit.verdicts?.note(read === value);
  return read;
}

type ReadRecord = ClipRecord | 'bad-shape' | 'damaged' | 'bad-address';

async function checkedRecord(value: unknown, { window, hasher }: ImportKit): Promise<ReadRecord> {
  if (!isObject(value) || recordFault(value) !== undefined) return 'bad-shape';
  const record = value as unknown as ClipRecord;
  if (!webAddress(record.source.urls.retrieved)) return 'bad-address';
  const unchanged = await isUnchanged(record, hasher).catch(() => false);
  if (!unchanged) return 'damaged';
  const { html } = record.content;
  if (isOwnWriting(html)) return record;
  return sealRecord({ ...record, content: { ...record.content, html: sanitize(html, window) } }, hasher);
}

/** One record, as JSON and HTML carry it: its newest version only. */
export async function fromRecord(
  value: unknown,
  where: string,
  kit: ImportKit,
  assets: ImportedAsset[] = [],
): Promise<ParsedItem> {
  const record = await recordIn(value, kit);
  if (typeof record === 'string') return { kind: 'reject', where, reason: record, shown: titleIn(value) };
  return {
    kind: 'clip',
    where,
    clip: {
      id: record.id,
      versions: [{ id: record.id, at: record.capture.at, record }],
      ...(assets.length > 0 && { assets }),
    },
  };
}

/** Our own HTML: the whole record in a script that holds data, and the images' bytes in the pictures. */
export async function fromOwnHtml(document: Document, where: string, kit: ImportKit): Promise<ParsedItem> {
  const value = parseJson(
    document.querySelector('script#clip-record[type="application/json"]')?.textContent ?? '',
  );
  const images = isObject(value) && Array.isArray(value.images) ? value.images.filter(isObject) : [];
  const assets = images.flatMap((image): ImportedAsset[] => {
    const digest = image.digest;
    const shown = document
      .querySelector(`img[data-clip-image="${CSSescape(String(image.id))}"]`)
      ?.getAttribute('src');
    const bytes = shown ? dataBytes(shown) : undefined;
    return bytes && typeof digest === 'string' ? [{ digest, ...bytes }] : [];
  });
  return fromRecord(value, where, kit, assets);
}

function CSSescape(text: string): string {
  return text.replace(/[^\w-]/g, '');
}

/** The bytes of a `data:` address of a raster image. */
export function dataBytes(address: string): { bytes: ArrayBuffer; type: string } | undefined {
  const [, type = '', body = ''] =
    /^data:(image\/(?:png|jpeg|gif|webp|avif|bmp));base64,([\w+/=\s]+)$/.exec(address) ?? [];
  if (!type) return undefined;
  try {
    const binary = atob(body);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
    return { bytes: bytes.buffer, type };
  } catch {
    return undefined;
  }
}

function titleIn(value: unknown): string {
  const content = isObject(value) && isObject(value.content) ? value.content : {};
  return typeof content.title === 'string' ? content.title.slice(0, 200) : '';
}
