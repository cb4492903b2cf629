/**
 * Sets an alarm in a page: whatever runs, is forbidden by the policy, or asks the network from now on is noted.
 * `seen()` gives it; all lists are empty where nothing happened.
 */
export async function watchPage(page) {
  const asked = [];
  const dialogs = [];
  page.on('request', (request) => {
    if (/^https?:/.test(request.url())) asked.push(request.url());
  });
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    dialog.dismiss().catch(() => undefined);
  });
  await page.evaluate(() => {
    globalThis.N = -1;
    globalThis.seenHere = { ran: [], forbidden: [] };
    globalThis.canary = (id) => globalThis.seenHere.ran.push(id);
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, sample, blockedURI, sourceFile, lineNumber, columnNumber, target }) =>
        globalThis.seenHere.forbidden.push(
          `${violatedDirective} ${blockedURI} ${sample} ${sourceFile}:${lineNumber}:${columnNumber} ${target.nodeName}`,
        ),
    );
  });
  const address = await page.evaluate(() => location.href.replace(/#.*/, ''));
  return {
    address,
    async seen() {
      const here = await page.evaluate(() => ({
        ...globalThis.seenHere,
        address: location.href.replace(/#.*/, ''),
      }));
      return {
        ran: here.ran ?? ['the page was left'],
        forbidden: here.forbidden ?? [],
        asked: [...asked],
        dialogs: [...dialogs],
        left: here.address === address ? [] : [here.address],
      };
    },
  };
}

export const nothing = { ran: [], forbidden: [], asked: [], dialogs: [], left: [] };
