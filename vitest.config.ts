import { defineConfig } from 'vitest/config';
import { trimExifReader } from './scripts/lib/trim-exifreader';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // What the package holds of it is tested, and not the whole.
  plugins: [trimExifReader],
  resolve: { alias: { exifreader: 'exifreader/src/exif-reader.js' } },
  test: {
    server: { deps: { inline: ['exifreader'] } },
    include: ['test/architecture.test.ts', 'test/unit/**/*.test.{ts,tsx}'],
    environment: 'node',
    // All cores: without a word it leaves one of two idle.
    maxWorkers: '100%',
    // Against hanging only: everything is quick on two cores, but not while other programs run beside it.
    testTimeout: 60_000,
  },
});
