import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { hanForm } from '../../../utils/aids/han/han-form';
import { originalText, showHan } from '../../../utils/aids/han/show-han';
import { toSimplified } from '../../../utils/aids/han/to-simplified';
import { toTraditional } from '../../../utils/aids/han/to-traditional';

describe('the other Chinese script', () => {
  it('is chosen by words, not by single characters', () => {
    expect(toTraditional('她的头发里发现了一根干面条，皇后在后面。')).toBe(
      '她的頭髮裏發現了一根乾麪條，皇后在後面。',
    );
    expect(toSimplified('燈塔裡的乾糧已經發霉')).toBe('灯塔里的干粮已经发霉');
  });

  it('is shown in the text and taken back without a trace, code left alone', () => {
    const { body } = new JSDOM('<body><p>灯塔<em>里的</em>人 and code <code>发现()</code></p>').window
      .document;
    const before = body.innerHTML;
    showHan(body, toTraditional);
    expect(body.textContent).toBe('燈塔裏的人 and code 发现()');
    const first = body.querySelector('p')?.firstChild as Text;
    expect(originalText(first)).toBe('灯塔');
    showHan(body, toSimplified);
    showHan(body, undefined);
    expect(body.innerHTML).toBe(before);
  });

  it('is told by the characters before the language tag', () => {
    expect(hanForm('這個國家的燈塔', 'zh-CN')).toBe('traditional');
    expect(hanForm('这个国家的灯塔', 'zh-TW')).toBe('simplified');
    expect(hanForm('山水', 'zh-Hant')).toBe('traditional');
    expect(hanForm('山水', 'zh')).toBe('simplified');
  });
});
