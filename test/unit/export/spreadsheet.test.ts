import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SaxesParser } from 'saxes';
import { afterAll, describe, expect, it } from 'vitest';
import { exportClips } from '../../../utils/export/export-clips';
import { csvFormat } from '../../../utils/export/table';
import { tellingClips } from '../../exports/clips';
import { job } from '../../exports/options';

/** Debian's package `libreoffice-calc-nogui`. */
const office = '/usr/bin/soffice';
const folder = mkdtempSync(join(tmpdir(), 'colophon-calc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The cells of a spreadsheet as LibreOffice has them after opening the CSV, and how many of them it computes. */
async function openInCalc(name: string, csv: Uint8Array): Promise<{ cells: string[]; formulas: number }> {
  writeFileSync(join(folder, `${name}.csv`), csv);
  await promisify(execFile)(office, [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    // Without a window nobody looks at the byte order mark: comma, quote, UTF-8, from the first line.
    '--infilter=CSV:44,34,76,1',
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    join(folder, `${name}.csv`),
  ]);
  const cells: string[] = [];
  let formulas = 0;
  let words: string | undefined;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'table:table-cell') words = '';
    if ('table:formula' in attributes) formulas += 1;
  });
  parser.on('text', (text) => {
    if (words !== undefined) words += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name !== 'table:table-cell') return;
    cells.push((words ?? '').trim());
    words = undefined;
  });
  parser.write(readFileSync(join(folder, `${name}.fods`), 'utf8')).close();
  return { cells, formulas };
}

describe.skipIf(!existsSync(office))('CSV in LibreOffice', () => {
  it('opens with its Chinese, and nothing in it is computed', async () => {
    const { blob } = await exportClips([...(await tellingClips()).values()], csvFormat, job);
    const { cells, formulas } = await openInCalc('library', new Uint8Array(await blob.arrayBuffer()));
    expect(cells).toContain('河边小镇的灯“亮起来”了');
    expect(cells).toContain('示例门户');
    expect(cells.some((cell) => cell.startsWith("'=cmd|"))).toBe(true);
    expect(formulas).toBe(0);
    // The reader sees formulas where there are some.
    expect((await openInCalc('control', new TextEncoder().encode('a,=1+1\n'))).formulas).toBe(1);
  }, 120_000);
});
