import type { Claim } from '../model/claim';
import type { Agent } from '../model/source';
import type { PageFacts, PageLine } from '../page/facts';
import { EDITOR_LABEL } from '../page/labels';
import { agentOf, sameName, zhName } from '../page/names';
import type { ArticleSpan } from '../page/span';
import { cssPath, HAN, quoteOf, squeeze } from '../page/text';

const EDITOR_AT = new RegExp(
  `(?:^|[\\s（(【\\[［〔|｜；;，,])(${EDITOR_LABEL})\\s{0,9}[:：|丨｜/／]\\s{0,9}`,
  'gu',
);
const EDITOR_AFTER = /^\s*(?:编辑|责编|责任编辑)\s+(\p{Script=Han}{2,4})\s*$/u;

/** The editors that the page names: 责任编辑：甲_NF4425, with staff codes off. They are never authors. */
export function readEditors(facts: PageFacts, span: ArticleSpan): Claim<Agent>[] {
  const claims: Claim<Agent>[] = [];
  for (const line of facts.lines) {
    if (
      line.index < span.headline - 10 ||
      line.zone === 'nav' ||
      line.zone === 'comments' ||
      line.text.length > 200
    )
      continue;
    if (!HAN.test(line.text) || !/编|審/u.test(line.text)) continue;
    for (const { name, label } of editorsIn(line)) {
      if (claims.some((c) => sameName(c.value.name, name))) continue;
      claims.push({
        value: agentOf(name, 'editor', { rolePrinted: label }),
        status: 'stated',
        confidence: 0.9,
        evidence: [
          {
            kind: 'byline',
            rule: 'zh.editor',
            scope: 'work',
            quote: quoteOf(line.text),
            selector: { type: 'CssSelector', value: cssPath(line.element) },
          },
        ],
      });
    }
    if (claims.length > 8) break;
  }
  return claims;
}

/** Only the people who edited count; proof-readers and supervisors are other roles of the same line. */
function editorsIn(line: PageLine): { name: string; label: string }[] {
  const found: { name: string; label: string }[] = [];
  const text = squeeze(line.segments.join(' '));
  const matches = [...text.matchAll(EDITOR_AT)];
  matches.forEach((match, i) => {
    const label = match[1] ?? '';
    if (!/编辑|责编|網編|网编|編輯/.test(label)) return;
    const start = (match.index ?? 0) + match[0].length;
    const chunk = text.slice(start, matches[i + 1]?.index ?? text.length);
    for (const name of editorNames(chunk)) found.push({ name, label });
  });
  const after = matches.length === 0 ? EDITOR_AFTER.exec(text) : null;
  const name = after?.[1] ? zhName(after[1]) : undefined;
  if (name) found.push({ name, label: '编辑' });
  return found;
}

function editorNames(chunk: string): string[] {
  const cut = squeeze(chunk.split(/[）)】\]］〕。；;！？|｜]/u)[0]).replace(
    /\s{0,9}(?:来源|作者|审核|校对|监制|时间|日期|\d{4}[-年]).*/u,
    '',
  );
  const padded = cut.replace(/(^|[\s、，,])(\p{Script=Han})\s+(\p{Script=Han})(?=$|[\s、，,])/gu, '$1$2$3');
  const names: string[] = [];
  for (const token of padded.split(/[\s、，,/／&]+/u).filter(Boolean)) {
    const name = token.replace(/[_-]?[A-Z]{1,4}\d{2,}$/u, '') || token;
    if (name.length < 2 || name.length > 14 || /[:：]/.test(name)) break;
    if (names.length > 0 && !zhName(name)) break;
    names.push(name);
  }
  return names.slice(0, 5);
}
