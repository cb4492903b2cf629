import { fail, ok, type Result } from '../model/result';
import { injectScript } from '../platform/scripting';

/** The folder into which the reader's script is split; a page may ask for nothing else of the extension. */
const partFile = /^parts\/[\w.-]+\.js$/;

/** Injects the script of a part into the tab that asks for it. */
export async function loadPart(tabId: number, file: string): Promise<Result<null>> {
  if (!partFile.test(file)) return fail('bad-request', 'This is no part of the reader.');
  try {
    await injectScript(tabId, `/${file}`);
    return ok(null);
  } catch {
    return fail('no-access', 'This part of the reader could not be loaded.');
  }
}
