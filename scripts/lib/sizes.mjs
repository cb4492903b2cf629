import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { writeZip } from './write-zip.mjs';

/**
 * What a page pays for having the extension installed. The detector runs on every page; the others only when
 * the reader asks. Bytes, uncompressed.
 */
const limits = {
  'detect.js': 6_000,
  // What is injected before the text is shown; all else comes in parts when it is used (script-parts.ts).
  'reader.js': 222_000,
  // The reader around the text, brought when the text has been painted.
  'parts/reader-view.js': 72_000,
};

/** What a person downloads: the whole package, zipped. */
const packageLimit = 1_340_000;

/** The package of a build, as it is given to a store. */
export function zipOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return writeZip(
    new Map(
      files.map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [relative(folder, file).split(sep).join('/'), readFileSync(file)];
      }),
    ),
  );
}

/** Holds both builds to the limits; a file that is missing is a failure too. */
export function checkSizes(builds) {
  const failures = [];
  let passed = 0;
  for (const [browser, { folder }] of Object.entries(builds)) {
    for (const [file, limit] of Object.entries(limits)) {
      const path = join(folder, file);
      const size = existsSync(path) ? statSync(path).size : undefined;
      if (size !== undefined && size <= limit) passed += 1;
      else
        failures.push(`${file} for ${browser} is ${size ?? 'missing'}; at most ${limit} bytes are allowed`);
    }
    const zipped = existsSync(folder) ? zipOf(folder).length : undefined;
    if (zipped !== undefined && zipped <= packageLimit) passed += 1;
    else
      failures.push(
        `the package for ${browser} is ${zipped ?? 'missing'}; at most ${packageLimit} bytes are allowed`,
      );
  }
  return { passed, failed: failures.length, failures };
}
