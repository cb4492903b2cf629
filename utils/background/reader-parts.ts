import { fail, ok, type Result } from '../model/result';
import { injectScripts } from '../platform/scripting';

/** The folder into which the reader's script is split; a page may ask for nothing else of the extension. */
const partFile = /^parts\/[\w.-]+\.js$/;

/** Injects the scripts of a part into the tab that asks for it, in their order. */
export async function loadPart(tabId: number, files: readonly string[]): Promise<Result<null>> {
  if (!files.every((file) => partFile.test(file)))
    return fail('bad-request', 'This is no part of the reader.');
  try {
    await injectScripts(
      tabId,
      files.map((file) => `/${file}`),
    );
    return ok(null);
  } catch {
    return fail('no-access', 'This part of the reader could not be loaded.');
  }
}
