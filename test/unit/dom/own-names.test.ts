import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { withOwnNames } from '../../../utils/dom/own-names';
import { parseInert } from '../../../utils/dom/parse-inert';

const open = (body: string) => new JSDOM(`<!doctype html><body>${body}</body>`).window;

describe('the names of fields', () => {
  it('are none of an element’s own members in what is read, and the page stays as it is', () => {
    const { document } = open('<form><input name="getAttribute"><select id="children"></select></form>');
    const before = document.documentElement.outerHTML;
    const read = withOwnNames(document);
    expect(read).not.toBe(document);
    expect(read.querySelector('[name="getAttribute"], #children')).toBeNull();
    expect(read.URL).toBe(document.URL);
    expect(document.documentElement.outerHTML).toBe(before);
  });

  it('leave a page alone that uses the usual ones', () => {
    const { document } = open(
      '<form><input name="q"><input name="type"><button name="go" id="submit"></button></form>',
    );
    expect(withOwnNames(document)).toBe(document);
  });
});

describe('a document of our own', () => {
  it('can do what documents can, whatever its parts are called', () => {
    const html =
      '<p>text</p><img name="querySelectorAll"><form id="body"></form><img name="createElement"><img id="fine">';
    const parsed = parseInert(html, open(''));
    expect(parsed.querySelectorAll('p')).toHaveLength(1);
    expect(parsed.body.localName).toBe('body');
    expect(parsed.createElement('i').localName).toBe('i');
    expect(parsed.querySelector('#fine')).not.toBeNull();
  });
});
