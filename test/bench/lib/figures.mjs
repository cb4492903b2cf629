import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/root.mjs';

/**
 * Figures by name, told as they come with the seconds since the start; `keep` writes all so far to
 * .output/bench/<file>.json ({ name: { value, unit } }). `say` tells something that is no figure.
 */
export function openFigures(file) {
  const folder = join(root, '.output', 'bench');
  mkdirSync(folder, { recursive: true });
  const figures = {};
  const began = performance.now();
  const say = (...words) =>
    console.log(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s `, ...words);
  return {
    folder,
    figures,
    say,
    note(name, value, unit) {
      figures[name] = { value: Math.round(value * 100) / 100, unit };
      say(name.padEnd(56), figures[name].value, unit);
    },
    keep() {
      writeFileSync(join(folder, `${file}.json`), JSON.stringify(figures, null, 2));
    },
  };
}
