/** DOMPurify, for browsers that have no sanitiser of their own: a part of the injected scripts (`own-purify.ts`). */
export { default } from 'dompurify';
