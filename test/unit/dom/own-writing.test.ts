import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { isOwnWriting } from '../../../utils/dom/own-writing';
import { parseInert } from '../../../utils/dom/parse-inert';
import { rebuild } from '../../../utils/dom/sanitize';
import { aimed, corpus } from '../../torture/lib/payloads';
import { residueOf } from '../../torture/lib/residue';
import { processorTime } from '../processor-time';

const { window } = new JSDOM('<!doctype html><body>', { url: 'https://reader.example/' });

describe('own writing', () => {
  it.each([
    '',
    'words &lt;b&gt; &amp; more',
    '<p lang="de">a <a href="https://a.example/?x=1&amp;y=2" title="a &quot;b&quot;">b</a><br></p>',
    '<details open=""><summary>s</summary></details>',
    '<img src="data:image/png;base64,AA==" alt="">',
    '<math display="block"><mi>x</mi></math>',
  ])('is %s', (html) => {
    expect(isOwnWriting(html)).toBe(true);
  });

  it.each([
    '<p onclick="x()">a</p>',
    '<P>a</P>',
    '<script>x</script>',
    '<img src=x>',
    '<img src="x">',
    '<a href="javascript:x">a</a>',
    '<a href="java&#9;script:x">a</a>',
    '<a href="https&colon;//a.example">a</a>',
    '<img src="data:image/svg+xml,x" alt="">',
    '<p\nlang="de">a</p>',
    '<!-- a -->',
    'a > b',
    'a < b',
    '<p>a</p',
    '<p lang="a>b">',
    '<details open="x"></details>',
    '<x-y></x-y>',
    '</p lang="de">',
  ])('is not %s', (html) => {
    expect(isOwnWriting(html)).toBe(false);
  });

  it('is whatever comes from the sanitiser, and of hostile HTML only what is harmless', {
    timeout: 60_000,
  }, () => {
    const payloads = corpus().map((payload) => aimed(payload, 'https://server.example'));
    const refused = payloads
      .map((html) => rebuild(html, window as never))
      .filter((html) => !isOwnWriting(html));
    expect(refused).toEqual([]);
    const passed = payloads.filter(isOwnWriting);
    const harmful = passed.filter(
      (html) => residueOf(parseInert(html, window as never).body as unknown as Element).length > 0,
    );
    expect(harmful).toEqual([]);
  });

  it('takes no longer on the worst text than its length allows', () => {
    const million = 1_000_000;
    for (const html of [
      '<'.repeat(million),
      '>'.repeat(million),
      `<p lang="${'a'.repeat(million)}`,
      `<p${' a="'.repeat(million / 4)}>`,
      '<p>'.repeat(million / 3),
    ]) {
      const started = processorTime();
      isOwnWriting(html);
      expect(processorTime() - started).toBeLessThan(2_000);
    }
  });
});
