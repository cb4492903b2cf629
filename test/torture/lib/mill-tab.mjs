/**
 * In a page of the extension: another article takes the place of the one in the mill's tab, as in an application of one
 * page. Gives the number of the tab.
 */
export async function turnTab(api, number, origin) {
  const tabs = await api.tabs.query({});
  const { id: tabId } = tabs.find(({ url }) => url?.startsWith(origin));
  await api.scripting.executeScript({ target: { tabId }, func: turnTo, args: [number] });
  return tabId;

  async function turnTo(which) {
    const text = await (await fetch(`/sheet/${which}`)).text();
    const next = new DOMParser().parseFromString(text, 'text/html');
    history.pushState(null, '', `/sheet/${which}`);
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    document.body.replaceChildren(...next.body.childNodes);
  }
}

/** In a page of the extension: clips a tab as the popup does, also where the page was clipped before. */
export function clipTab(api, tabId) {
  return api.runtime.sendMessage({ to: 'background', type: 'clipTab', data: { tabId, anyway: true } });
}
