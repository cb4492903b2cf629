import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Fails where axe finds anything on the page, or in the part of it that `context` names. */
export async function checkAccess(page, context) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (where) => {
    const found = await axe.run(where ?? document, { resultTypes: ['violations'] });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.slice(0, 5).map(({ target, failureSummary }) => ({ target, failureSummary })),
    }));
  }, context);
  assert.deepEqual(violations, []);
}
