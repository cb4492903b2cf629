import { JSDOM } from 'jsdom';
import { expect, it } from 'vitest';
import createPurify, { prepareSanitizer } from '../../../utils/dom/own-purify';

/** A window with a sanitiser that does what this function does to a parsed document. */
function sanitising(clean: (document: Document) => void): object {
  const { window } = new JSDOM('');
  const configs: object[] = [];
  return {
    Sanitizer: class {
      constructor(config: object) {
        configs.push(config);
      }
    },
    Document: {
      parseHTML(html: string) {
        const document = new window.DOMParser().parseFromString(html, 'text/html');
        clean(document);
        return document;
      },
    },
    configs,
  };
}

it('uses the sanitiser of the browser with our allow-list', async () => {
  const window = sanitising((document) => {
    for (const script of document.querySelectorAll('script')) script.remove();
  });
  expect(await prepareSanitizer(window)).toBe(true);
  expect(createPurify(window as never).sanitize('<p>a<script>b</script>', {})).toBe('<p>a</p>');
  const [config] = (window as { configs: { elements: unknown[]; attributes: string[] }[] }).configs;
  expect(config?.elements).toContain('figure');
  expect(config?.elements).toContainEqual({ name: 'mi', namespace: 'http://www.w3.org/1998/Math/MathML' });
  expect(config?.elements).not.toContain('script');
  expect(config?.attributes).not.toContain('style');
});

it('has DOMPurify brought where the browser has none, or one that does not understand the list', async () => {
  const { window } = new JSDOM('');
  expect(() => createPurify(window as never)).toThrow('not prepared');
  expect(await prepareSanitizer(window)).toBe(true);
  const purified = createPurify(window as never).sanitize('<p onclick="x()">a<script>b</script></p>', {});
  expect(purified).toBe('<p>a</p>');
  const emptying = sanitising((document) => document.body.replaceChildren());
  expect(await prepareSanitizer(emptying)).toBe(true);
});
