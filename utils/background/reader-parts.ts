import type { ReaderPart } from '../messaging/protocol';
import { fail, ok, type Result } from '../model/result';
import { injectScript } from '../platform/scripting';

const files: Record<ReaderPart, string> = {
  toTraditional: '/part-to-traditional.js',
  toSimplified: '/part-to-simplified.js',
  legibleFont: '/part-legible-font.js',
  citeDialog: '/part-cite-dialog.js',
};

/** Injects the script of a part into the tab that asks for it. */
export async function loadPart(tabId: number, part: ReaderPart): Promise<Result<null>> {
  try {
    await injectScript(tabId, files[part]);
    return ok(null);
  } catch {
    return fail('no-access', 'This part of the reader could not be loaded.');
  }
}
