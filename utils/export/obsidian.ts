/** Where a note goes in Obsidian; without a vault it is the one that was open last. */
export interface ObsidianPlace {
  vault: string;
  folder: string;
}

/** What the systems' openers of addresses take for sure; more goes by the clipboard. */
const longest = 1_900;

/**
 * The address by which Obsidian makes a note, out of its file name (without `.md`) and text. `silent`: it opens no note
 * and leaves the window where it is. A text that is too long for an address goes by the clipboard: then `clipboard` is
 * set, and the text must be put there first.
 */
export function obsidianAddress(
  name: string,
  text: string,
  { vault, folder }: ObsidianPlace,
): { url: string; clipboard: boolean } {
  const path = [...folder.split('/'), name]
    .map((part) => part.trim())
    .filter((part) => part !== '' && !/^\.+$/.test(part));
  const parts = [
    ...(vault.trim() ? [`vault=${encodeURIComponent(vault.trim())}`] : []),
    `file=${encodeURIComponent(path.join('/'))}`,
    'silent=true',
  ];
  const whole = `obsidian://new?${[...parts, `content=${encodeURIComponent(text)}`].join('&')}`;
  if (whole.length <= longest) return { url: whole, clipboard: false };
  return { url: `obsidian://new?${[...parts, 'clipboard=true'].join('&')}`, clipboard: true };
}
