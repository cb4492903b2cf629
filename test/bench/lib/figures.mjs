import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/lib/root.mjs';

/** Figures by name, told as they come; `keep` writes all so far to .output/bench/<file>.json ({ name: { value, unit } }). */
export function openFigures(file) {
  const folder = join(root, '.output', 'bench');
  mkdirSync(folder, { recursive: true });
  const figures = {};
  return {
    folder,
    note(name, value, unit) {
      figures[name] = { value: Math.round(value * 100) / 100, unit };
      console.log(name.padEnd(56), figures[name].value, unit);
    },
    keep() {
      writeFileSync(join(folder, `${file}.json`), JSON.stringify(figures, null, 2));
    },
  };
}
