import { JSDOM } from 'jsdom';
import { expect, describe as group, it } from 'vitest';
import { TextMap } from '../../../utils/anchor/text-map';

function body(html: string): HTMLElement {
  return new JSDOM(`<body>${html}</body>`).window.document.body;
}

group('the text of a tree', () => {
  it('has a line for each block, folded, without what is silent', () => {
    const map = new TextMap(
      body(
        '<h2> One\n two</h2><p>Three <b>fo</b>ur.<br>Five</p><script>no</script><textarea>no</textarea>' +
          '<style>no</style><ul><li>six</li><li> </li></ul>',
      ),
    );
    expect(map.text).toBe('One two\nThree four.\nFive\nsix');
  });

  it('reads a word with its ruby once, and drops invisible marks', () => {
    const map = new TextMap(
      body('<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字\u200b。\u3000末</p>'),
    );
    expect(map.text).toBe('漢字。 末');
  });

  it('is not stopped by a page that nests deeper than the stack', () => {
    const map = new TextMap(body(`${'<div>'.repeat(4000)}deep${'</div>'.repeat(4000)}`));
    expect(map.text).toBe('deep');
  });

  it('leaves out what was put into the text', () => {
    const root = body('<p>Kept <span class="ours">added</span>words</p>');
    expect(new TextMap(root, { skip: (element) => element.className === 'ours' }).text).toBe('Kept words');
  });
});

group('the way back to the nodes', () => {
  it('gives the pieces of a quote across inline elements', () => {
    const root = body('<p>A <em>quick  <b>brown</b></em> fox</p>');
    const map = new TextMap(root);
    const start = map.text.indexOf('quick');
    const pieces = map.stretches(start, start + 'quick brown fox'.length);
    const words = pieces.map(({ node, start: from, end }) => node.data.slice(from, end));
    expect(words.map((each) => each.replace(/\s+/g, ' ')).join('')).toBe('quick brown fox');
    expect(pieces.map(({ node }) => node.parentElement?.localName)).toEqual(['em', 'b', 'p']);
  });

  it('finds a selection that ends in the middle of words, and one that holds whole elements', () => {
    const root = body('<p>Eins zwei</p><p>drei vier</p>');
    const map = new TextMap(root);
    const range = root.ownerDocument.createRange();
    const [one, two] = [...root.querySelectorAll('p')];
    range.setStart(one?.firstChild as Node, 5);
    range.setEnd(two?.firstChild as Node, 4);
    const found = map.locate(range);
    expect(found && map.text.slice(found.start, found.end)).toBe('zwei\ndrei');
    range.selectNodeContents(root);
    const all = map.locate(range);
    expect(all && map.text.slice(all.start, all.end)).toBe(map.text);
  });

  it('finds nothing where nothing but blanks is selected', () => {
    const root = body('<p>One</p> <p>two</p>');
    const range = root.ownerDocument.createRange();
    range.selectNode(root.childNodes[1] as Node);
    expect(new TextMap(root).locate(range)).toBeUndefined();
  });

  it('reads the text that a node stands for, where what is shown was converted', () => {
    const root = body('<p>這個國家</p>');
    const map = new TextMap(root, { textOf: (node) => (node.data === '這個國家' ? '这个国家' : node.data) });
    expect(map.text).toBe('这个国家');
    expect(map.stretches(2, 4)).toMatchObject([{ start: 2, end: 4 }]);
  });
});
