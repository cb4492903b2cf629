/** The marks that a quotation within a quotation has in the place of its own. */
const inner: Readonly<Record<string, string>> = {
  '“': '‘',
  '”': '’',
  '„': '‚',
  '"': "'",
  '«': '‹',
  '»': '›',
  '「': '『',
  '」': '』',
};

/** A text that is set in quotation marks, with those that stand in it made the inner ones. */
export function innerQuotes(text: string): string {
  return text.replace(/[“”„"«»「」]/g, (mark) => inner[mark] ?? mark);
}
