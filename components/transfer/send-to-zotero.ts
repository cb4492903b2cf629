import type { ClipId } from '../../utils/model/clip';
import { clipsOf } from '../../utils/store/read-library';

/** Zotero's connector server on this machine; it listens while Zotero is open. */
const connector = 'http://127.0.0.1:23119/connector';
const headers = { 'content-type': 'application/json', 'X-Zotero-Connector-API-Version': '3' };
const batch = 25;

export type ZoteroAnswer = 'sent' | 'refused' | 'not-running';

/** Hands clips to the Zotero that is open on this machine, into the collection that is chosen there. */
export async function sendToZotero(
  clipIds: readonly ClipId[],
  { tell, signal }: { tell?: (done: number) => void; signal?: AbortSignal } = {},
): Promise<ZoteroAnswer> {
  const { zoteroItem } = await import('../../utils/export/zotero');
  let items: ReturnType<typeof zoteroItem>[] = [];
  let done = 0;
  const send = async (): Promise<ZoteroAnswer> => {
    const [first] = items;
    const body = JSON.stringify({ sessionID: crypto.randomUUID(), uri: first?.url, items });
    items = [];
    const response = await fetch(`${connector}/saveItems`, {
      method: 'POST',
      headers,
      body,
      signal,
      credentials: 'omit',
    });
    return response.ok ? 'sent' : 'refused';
  };
  try {
    for await (const record of clipsOf(clipIds).read()) {
      items.push({ id: record.id, ...zoteroItem(record) });
      done += 1;
      if (items.length === batch && (await send()) === 'refused') return 'refused';
      tell?.(done);
    }
    return items.length > 0 ? await send() : 'sent';
  } catch (error) {
    if (signal?.aborted) throw error;
    return 'not-running';
  }
}
