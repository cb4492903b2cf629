import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/architecture.test.ts', 'test/unit/**/*.test.{ts,tsx}'],
    environment: 'node',
    // All cores: without a word it leaves one of two idle.
    maxWorkers: '100%',
    // Against hanging only: everything is quick on two cores, but not while other programs run beside it.
    testTimeout: 60_000,
  },
});
