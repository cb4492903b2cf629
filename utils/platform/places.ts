import { browser } from './browser';

/** Where somebody stopped reading. */
export interface KeptPlace {
  /** The beginning of the paragraph at the top of the window: found again when the page changed above it. */
  quote: string;
  /** How far down, 0 to 1: used where the quote is gone. */
  share: number;
  /** When, in milliseconds. */
  at: number;
}

const area = 'places';
/** The oldest are forgotten, so that the store does not grow for ever. */
const most = 400;

/** The kept place of an article, by its address without fragment; undefined where there is none. */
export async function getPlace(article: string): Promise<KeptPlace | undefined> {
  return (await all())[article];
}

/** Keeps the place of an article, or forgets it (undefined). */
export async function keepPlace(article: string, place: KeptPlace | undefined): Promise<void> {
  const { [article]: _, ...others } = await all();
  const places = place ? { ...others, [article]: place } : others;
  const newest = Object.entries(places)
    .sort(([, one], [, other]) => other.at - one.at)
    .slice(0, most);
  await browser.storage.local.set({ [area]: Object.fromEntries(newest) });
}

/** Whether this window leaves no history. */
export function isPrivate(): boolean {
  return browser.extension?.inIncognitoContext === true;
}

async function all(): Promise<Record<string, KeptPlace>> {
  const kept = (await browser.storage.local.get(area))[area];
  return typeof kept === 'object' && kept !== null ? (kept as Record<string, KeptPlace>) : {};
}
