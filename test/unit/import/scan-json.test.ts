import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson, scanLine } from '../../../utils/import/scan-json';

/** Long enough to be looked at. */
const padding = ' '.repeat(1024 * 1024);

describe('counting JSON before it is read', () => {
  it('takes whatever JSON there is, wherever the pieces break', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 8 }), fc.integer({ min: 0, max: 7 }), async (json, shift) => {
        // Pieces of 64 KiB: what is shifted breaks at another place.
        await scanJson(new Blob([' '.repeat(shift + 65_530), json, padding]));
        scanLine(json + padding);
      }),
      { numRuns: 60 },
    );
  });

  it('is not led astray by quotes and slashes in texts, also at the end of a piece', async () => {
    for (let shift = 0; shift < 8; shift++) {
      const text = `${' '.repeat(65_528 + shift)}{"a\\\\\\"[[[":"\\\\","b":"\\"{{{{,,,\\\\\\\\"}`;
      await scanJson(new Blob([text, padding]));
      const deep = `${text.slice(0, -1)},"c":${'['.repeat(300)}`;
      await expect(scanJson(new Blob([deep, padding]))).rejects.toThrow('more than any export');
    }
  });
});
