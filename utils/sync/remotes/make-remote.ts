import { libraryRemote } from '../library-remote';
import type { MakeRemote } from '../remote';
import { couchPlace } from './couchdb';
import { webDavPlace } from './webdav';

/** Makes a remote out of what the person typed. Asks nothing of the server yet. */
export const makeRemote: MakeRemote = (account, kit) => {
  const place = account.kind === 'couchdb' ? couchPlace(account, kit) : webDavPlace(account, kit);
  return libraryRemote(place, account.passphrase, kit);
};
