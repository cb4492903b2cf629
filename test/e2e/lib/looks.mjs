/** By day in English and by night in Chinese: what looks right in both is seldom wrong in the other two. */
export const looks = () => [
  { name: 'light', theme: 'light', language: 'en-US' },
  { name: 'dark', theme: 'dark', language: 'zh-CN' },
];

/** The look that a browser can have. Firefox has other languages only with a language pack. */
export function lookIn(browser, { theme, language }) {
  return { theme, language: browser === 'firefox' ? 'en-US' : language };
}
