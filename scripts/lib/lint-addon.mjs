/**
 * Warnings that the linter of addons.mozilla.org may give. Preact, Readability and DOMPurify assign `innerHTML`
 * inside their own code; our own code does so nowhere (test/architecture.test.ts).
 */
const allowedWarnings = new Set(['UNSAFE_VAR_ASSIGNMENT']);

/** Runs addons-linter over a build: no errors, and no warnings but the listed ones. */
export async function lintAddon(folder) {
  const { default: linter } = await import('addons-linter');
  const instance = linter.createInstance({
    config: {
      _: [folder],
      logLevel: 'fatal',
      stack: false,
      pretty: false,
      output: 'none',
      selfHosted: false,
    },
    runAsBinary: false,
  });
  const report = await instance.run({ _console: { log() {}, error() {}, warn() {} } });
  const complaints = [...report.errors, ...report.warnings.filter(({ code }) => !allowedWarnings.has(code))];
  const failures = complaints.map(
    ({ code, message, description, file, line }) =>
      `${code} ${file ?? ''}:${line ?? ''}\n${message}\n${[description].flat().join(' ')}`,
  );
  return { passed: failures.length === 0 ? 1 : 0, failed: failures.length, failures };
}
