/** What talks to a remote is loaded when the library is shared, or is to be: most pages never need it. */
export const syncWork = () => import('../../utils/syncing/run-sync');

/** One round, because a person asked for it. */
export async function syncNow(): Promise<void> {
  await (await syncWork()).runSync('asked');
}
