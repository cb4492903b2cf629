import type { ClipRecord } from '../model/clip';

/** A well-formed BCP 47 tag, or `und` where the clip's language is unknown or no tag. */
export function languageOf(record: ClipRecord | undefined): string {
  const stated = record?.content.language ?? record?.source.language.value ?? '';
  return /^[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?$/.test(stated) ? stated : 'und';
}
