/**
 * Telephone numbers and e-mail addresses in statements, masked on export (rights.md 2, `contact`). Dates,
 * years, licence and record numbers (备案号) and addresses of pages stay.
 */

const EMAIL =
  /[\p{L}\p{N}._%+-]{1,64}\s?(?:@|＠|\(at\)|\[at\]|#(?=[a-z0-9-]{1,60}\.(?:com|cn|net|org)))\s?[\p{L}\p{N}-]{1,64}(?:\.[\p{L}\p{N}-]{1,64}){1,9}/giu;

const DIGIT = '[0-9０-９]';
const GAP = '[ \\u00a0.-]?';
const NOT_IN_NUMBER = `(?<![0-9０-９A-Za-z_/.=-])`;
const NUMBER_ENDS = `(?![0-9０-９A-Za-z_/])`;

/** Each is a whole number; the first alternative that fits wins. */
const PHONES = [
  // +86 25 8470 7368, +49 (0)30 1234567
  `[+＋]${DIGIT}{1,3}${GAP}(?:[(（]${DIGIT}{1,4}[)）]${GAP})?${DIGIT}{1,4}(?:${GAP}${DIGIT}{2,8}){1,4}`,
  // Chinese mobile: 138 0000 0000
  `(?:86${GAP})?1[3-9]${DIGIT}${GAP}${DIGIT}{4}${GAP}${DIGIT}{4}`,
  // Chinese landline: 025-84700000, （025）84700000, with an extension
  `[(（]?0${DIGIT}{2,3}[)）]?${GAP}[—－]?${DIGIT}{4}${GAP}${DIGIT}{3,4}(?:[-转]${DIGIT}{1,6})?`,
  // Service numbers: 400-800-0000
  `[48]00${GAP}${DIGIT}{3}${GAP}${DIGIT}{4}`,
  // North American: (555) 010-0199
  `(?:1${GAP})?(?:[(]${DIGIT}{3}[)] ?|${DIGIT}{3}[-. ])${DIGIT}{3}[-. ]${DIGIT}{4}`,
];
const PHONE = new RegExp(`${NOT_IN_NUMBER}(?:${PHONES.join('|')})${NUMBER_ENDS}`, 'gu');

/** A number of six digits or more right after a word that says what it is. */
const LABELLED =
  /((?:电话|電話|手机|手機|热线|熱線|传真|傳真|微信|QQ群?|Tel(?:ephone)?|Phone|Fax|Mobile|WhatsApp)[号號]?\s{0,9}[:：.]?\s*)([0-9０-９][0-9０-９ -]{4,}[0-9０-９])/giu;

/**
 * Masks each telephone number but its first three digits, and each e-mail address but its first letter.
 * Masking what is masked changes nothing.
 */
export function maskContacts(text: string): string {
  return text
    .replace(EMAIL, (address) => `${Array.from(address)[0] ?? ''}•••@•••`)
    .replace(LABELLED, (_, label: string, number: string) => `${label}${maskDigits(number)}`)
    .replace(PHONE, maskDigits);
}

function maskDigits(number: string): string {
  let kept = 0;
  return number.replace(/[0-9０-９]/g, (digit) => {
    kept += 1;
    return kept <= 3 ? digit : '•';
  });
}
