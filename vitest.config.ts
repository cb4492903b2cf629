import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/architecture.test.ts', 'test/unit/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Two cores: a page corpus in linkedom is quick, but not while a browser suite runs beside it.
    testTimeout: 20_000,
  },
});
