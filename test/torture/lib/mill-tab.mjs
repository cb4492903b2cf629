/**
 * In a page of the extension: leads a tab to an address, and waits until it is there. A page that another took the place
 * of without a load would be read only when it has rested for seconds, as an application's page is.
 */
export function leadTab(api, tabId, url) {
  return new Promise((resolve, reject) => {
    const onUpdated = (id, change, tab) => {
      if (id !== tabId || change.status !== 'complete' || tab.url !== url) return;
      api.tabs.onUpdated.removeListener(onUpdated);
      resolve();
    };
    api.tabs.onUpdated.addListener(onUpdated);
    api.tabs.update(tabId, { url }).catch(reject);
  });
}

/** For a page of the extension (`inPage`): another article takes the place of the one in the mill's tab. Gives its number. */
export const turnTab = `async (api, number, origin) => {
  const { id } = (await api.tabs.query({})).find(({ url }) => url?.startsWith(origin));
  await (${leadTab})(api, id, \`\${origin}/sheet/\${number}\`);
  return id;
}`;

/** In a page of the extension: clips a tab as the popup does, also where the page was clipped before. */
export function clipTab(api, tabId) {
  return api.runtime.sendMessage({ to: 'background', type: 'clipTab', data: { tabId, anyway: true } });
}
