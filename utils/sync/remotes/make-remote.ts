import { GroupRemote } from '../group/group-remote';
import { libraryRemote } from '../library-remote';
import type { SyncAccount } from '../model';
import { type MakeRemote, type Remote, type RemoteKit, RemoteProblem } from '../remote';
import { couchPlace } from './couchdb';
import { webDavPlace } from './webdav';

/** Makes a remote out of what the person typed. Asks nothing of the server yet. */
export const makeRemote: MakeRemote = (account, kit) => {
  const remote = bareRemote(account, kit);
  return account.group ? new GroupRemote(remote, account.group, kit) : ownRemote(remote);
};

/** The remote of a place, whether a group's library lies there or a person's own. */
export function bareRemote(account: SyncAccount, kit: RemoteKit): Remote {
  const place = account.kind === 'couchdb' ? couchPlace(account, kit) : webDavPlace(account, kit);
  return libraryRemote(place, account.passphrase, kit);
}

/** Nobody writes into a group's library without a signature: who is no member is told so. */
function ownRemote(remote: Remote): Remote {
  const open = remote.open.bind(remote);
  remote.open = async (signal) => {
    const info = await open(signal);
    if (info.members !== undefined) throw new RemoteProblem('group');
    return info;
  };
  return remote;
}
