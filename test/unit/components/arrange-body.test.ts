// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { arrangeBody, nameBoxes } from '../../../components/reader/arrange-body';

function arranged(html: string): HTMLElement {
  const body = document.createElement('div');
  body.className = 'body';
  body.innerHTML = html;
  arrangeBody(body);
  nameBoxes(body, { code: 'Code', table: 'Table' });
  return body;
}

describe('tables', () => {
  const table = `<table><thead><tr><th>Place</th><th>Height</th><th>Rise, %</th><th>Note</th></tr></thead><tbody>
    <tr><th>Ness</th><td>1,384</td><td>−0.72</td><td>2 gaps filled</td></tr>
    <tr><th>Skerry</th><td>977.5 m</td><td>4.1 %</td><td>none</td></tr>
    <tr><th>Holm</th><td>–</td><td>+11</td><td>since 1911</td></tr></tbody></table>`;

  it('set columns of figures flush right, with their heads', () => {
    const flush = [...arranged(table).querySelectorAll('.n')].map((cell) => cell.textContent);
    expect(flush).toEqual(['Height', 'Rise, %', '1,384', '−0.72', '977.5 m', '4.1 %', '–', '+11']);
  });

  it('scroll inside themselves, and can be scrolled by keyboard', () => {
    const box = arranged(table).querySelector<HTMLElement>('.tablebox');
    expect(box?.tabIndex).toBe(0);
    expect(box?.getAttribute('aria-label')).toBe('Table');
  });
});
