import { createHash, webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GroupRemote, joinGroup } from '../../../utils/sync/group/group-remote';
import { readInvitation } from '../../../utils/sync/group/invitation';
import { makeMemberKey, memberIdOf } from '../../../utils/sync/group/keys';
import { libraryRemote } from '../../../utils/sync/library-remote';
import { mergeBodies } from '../../../utils/sync/merge';
import type { RecordBody, SyncRecord } from '../../../utils/sync/model';
import { bareRemote, makeRemote } from '../../../utils/sync/remotes/make-remote';
import { startCouch } from '../../servers/couch.mjs';
import { hasWebDav, noWebDav, startWebDav } from '../../servers/webdav.mjs';
import { chanceOf } from '../../torture/lib/chance.mjs';
import { idOf, sampleDraft } from '../clip/sample';
import { type BareOf, type GroupMember, makeMember, roundsOf } from './lib/member';
import { MemoryServer, memoryPlace } from './lib/memory-place';
import { quickCrypto } from './lib/quick-crypto';
import { clip, never, pullAll } from './lib/samples';
import { withServer } from './lib/server';

const hasher = webcrypto.subtle as SubtleCrypto;
const address = (page: number): string => `https://a.example/${page}`;

function save(member: GroupMember, page: number, text = `The heron ${page}.`) {
  return member.saveDraft(sampleDraft({ id: idOf(page), url: address(page), text }), hasher);
}

const sumOf = (line: string): string => createHash('sha256').update(line).digest('hex').slice(0, 8);

async function titlesOf(member: GroupMember): Promise<string[]> {
  return (await member.library.clips.toArray()).map(({ url }) => url).sort();
}

async function expectSame(...members: GroupMember[]): Promise<void> {
  const [first, ...others] = await Promise.all(
    members.map(async (member) =>
      (await member.state()).map((line) => `${line.slice(0, 90)} ${sumOf(line)}`),
    ),
  );
  for (const other of others) expect(other).toEqual(first);
}

/** A group of an owner, a writer and a reader in one place. */
async function threeOf(bareOf: BareOf) {
  const mara = await makeMember(bareOf, quickCrypto, 'Mara');
  const jun = await makeMember(bareOf, quickCrypto, 'Jun', await mara.invite('writer'));
  const ines = await makeMember(bareOf, quickCrypto, 'Inés', await mara.invite('reader'));
  return { mara, jun, ines };
}

function memory(): { bareOf: BareOf; server: MemoryServer } {
  const server = new MemoryServer();
  return { server, bareOf: (kit) => libraryRemote(memoryPlace(server), undefined, kit) };
}

/** What members do and see, over whatever remote. */
function groupContract(name: string, freshPlace: () => BareOf): void {
  describe(`a group's library, ${name}`, () => {
    it('is one library: who added what is known, and who may only read changes nothing of it', async () => {
      const { mara, jun, ines } = await threeOf(freshPlace());
      await save(mara, 1);
      await save(jun, 2);
      await roundsOf(mara, jun, ines);
      await jun.act({ kind: 'tag', clipIds: [idOf(1)], add: ['tide'] });
      await mara.act({ kind: 'note', clipIds: [idOf(2)], note: 'Good' });
      await roundsOf(mara, jun, ines);
      await expectSame(mara, jun, ines);
      expect(await titlesOf(ines)).toEqual([address(1), address(2)]);
      expect(await ines.addedBy(idOf(1))).toEqual({ name: 'Mara', isMe: false });
      expect(await jun.addedBy(idOf(2))).toEqual({ name: 'Jun', isMe: true });
      await save(ines, 3);
      await ines.act({ kind: 'favourite', clipIds: [idOf(1)], on: true });
      const { held, sent } = await ines.round();
      expect({ isHeld: (held ?? 0) > 0, sent }).toEqual({ isHeld: true, sent: 0 });
      await roundsOf(mara, jun);
      expect(await titlesOf(mara)).toEqual([address(1), address(2)]);
      expect(await titlesOf(ines)).toEqual([address(1), address(2), address(3)]);
      // Allowed to write, what was held goes out.
      await mara.change({ do: 'role', id: ines.id, role: 'writer' });
      await roundsOf(ines, mara, jun);
      await expectSame(mara, jun, ines);
      expect(await mara.addedBy(idOf(3))).toEqual({ name: 'Inés', isMe: false });
    }, 60_000);

    it('keeps what a member added who is put out, and takes nothing more of it', async () => {
      const { mara, jun } = await threeOf(freshPlace());
      await save(jun, 1);
      await jun.act({ kind: 'tag', clipIds: [idOf(1)], add: ['tide'] });
      await roundsOf(jun, mara);
      const stale = jun.freshRemote();
      await stale.open(never);
      await mara.change({ do: 'remove', id: jun.id });
      // It does not look at the list any more, as an altered Colophon would not.
      const records = await jun.library.syncStates.toArray();
      await jun.act({ kind: 'note', clipIds: [idOf(1)], note: 'Still here' });
      const { body } = (await jun.library.syncStates.get(`clip/${idOf(1)}`)) ?? {};
      if (body) await stale.push([{ id: `clip/${idOf(1)}`, body }], never);
      expect(records.length).toBeGreaterThan(0);
      const { refused } = await mara.round();
      expect(refused).toEqual({ reader: 1 });
      await expect(jun.round()).rejects.toMatchObject({ kind: 'removed' });
      const [clip] = await mara.library.clips.toArray();
      expect([clip?.tags, clip?.note]).toEqual([['tide'], undefined]);
      await mara.round();
      const late = await makeMember(mara.bareOf, quickCrypto, 'Late', await mara.invite('reader'));
      const first = await late.round();
      expect(first.refused).toBeUndefined();
      await expectSame(mara, late);
      expect(await late.addedBy(idOf(1))).toEqual({ name: 'Jun', isMe: false });
    }, 60_000);
  });
}

groupContract('in memory', () => memory().bareOf);

describe.skipIf(!hasWebDav)(hasWebDav ? 'over Apache mod_dav' : noWebDav, () => {
  const { freshAccount } = withServer('webdav', startWebDav, ({ url }, number) => `${url}group-${number}/`);
  groupContract('WebDAV, encrypted', () => {
    const account = freshAccount('ebb and flow');
    return (kit) => bareRemote(account, kit);
  });
});

describe('over a server of CouchDB’s protocol', () => {
  const { freshAccount, server } = withServer(
    'couchdb',
    startCouch,
    ({ origin }, number) => `${origin}/group-${number}`,
  );
  groupContract('CouchDB, encrypted', () => {
    const account = freshAccount('ebb and flow');
    return (kit) => bareRemote(account, kit);
  });

  it('is read without standing in the list where the server lets one only read', async () => {
    const account = freshAccount();
    const mara = await makeMember((kit) => bareRemote(account, kit), quickCrypto, 'Mara');
    await save(mara, 1);
    await mara.round();
    const looking = { ...account, ...server().reader };
    const rea = await makeMember(
      (kit) => bareRemote(looking, kit),
      quickCrypto,
      'Rea',
      await mara.invite('reader'),
    );
    await rea.round();
    await expectSame(mara, rea);
    const writer = mara
      .invite('writer')
      .then((text) => makeMember((kit) => bareRemote(looking, kit), quickCrypto, 'R', text));
    await expect(writer).rejects.toMatchObject({ kind: 'read-only' });
  }, 60_000);
});

describe('what a server may bring that no member said', () => {
  const kitFor = (device: string) => ({ device, fetch, crypto: quickCrypto, now: Date.now });

  /** A group with one clip of Jun's, and the records that lie there. */
  async function withClip() {
    const { bareOf, server } = memory();
    const { mara, jun, ines } = await threeOf(bareOf);
    await save(jun, 1);
    await roundsOf(jun, mara, ines);
    const bare = bareOf(kitFor('intruder1'));
    await bare.open(never);
    return { bareOf, server, mara, jun, ines, bare, there: (await pullAll(bare)).records };
  }

  const isClip = ({ id }: SyncRecord): boolean => id.includes('/clip/');
  const changed = (record: SyncRecord, change: (text: string) => string): SyncRecord =>
    JSON.parse(change(JSON.stringify(record))) as SyncRecord;

  it('an unsigned record, one of an unknown key, an altered one, one under another name: none is taken over', async () => {
    const { bare, mara, there } = await withClip();
    const signed = there.find(isClip) as SyncRecord;
    const before = await mara.state();
    const stranger = await makeMemberKey(quickCrypto);
    const unknown = await memberIdOf(stranger.publicKey, quickCrypto);
    const attempts: [SyncRecord, 'unknown' | 'altered'][] = [
      [{ id: 'clip/loose', body: { kind: 'clip' } as never }, 'unknown'],
      [changed(signed, (text) => text.replace(/signed\/[0-9a-z]+/, `signed/${unknown}`)), 'unknown'],
      [
        changed(signed, (text) => text.replace(/"keys":\[".*?"\]/, '"keys":["https://b.example/"]')),
        'altered',
      ],
      [
        changed(signed, (text) => text.replace(/^(\{"id":"signed\/[0-9a-z]+\/clip\/)[^"]*/, '$1other')),
        'altered',
      ],
      [
        { ...signed, body: { kind: 'signed', states: [{ body: { kind: 'clip' }, sig: '4' }] } as never },
        'altered',
      ],
    ];
    for (const [record, refused] of attempts) {
      await bare.push([record], never);
      // What lies there altered under a genuine name comes again with the next one.
      expect(Object.keys((await mara.round()).refused ?? {}), record.id).toContain(refused);
    }
    expect(await mara.state()).toEqual(before);
  });

  it('a member cannot speak for another, nor a writer for one that was put out', async () => {
    const { bareOf, mara, jun, there } = await withClip();
    const ines = await makeMember(bareOf, quickCrypto, 'Bo', await mara.invite('writer'));
    await ines.round();
    const own = there.find(isClip) as SyncRecord;
    const body = own.body.kind === 'signed' ? own.body.states[0]?.body : undefined;
    if (body?.kind !== 'clip') throw new Error('no clip');
    const at = Object.keys(body.place.in)[0] ?? '';
    expect(at).toContain(jun.id);
    // Signed by Bo as it is, with stamps of Jun.
    const { signerOf } = await import('../../../utils/sync/group/keys');
    const { canonicalJson } = await import('../../../utils/clip/canonical-json');
    const group = (await mara.groupRow())?.view.group.id;
    const id = own.id.replace(/^signed\/[0-9a-z]+\//, '');
    const words = `colophon/record/1\n${canonicalJson({ group, by: ines.id, id, body })}`;
    const sig = await signerOf(ines.account.key, quickCrypto)(words);
    const bare = bareOf(kitFor('intruder1'));
    await bare.open(never);
    await bare.push(
      [{ id: `signed/${ines.id}/${id}`, body: { kind: 'signed', states: [{ body, sig }] } }],
      never,
    );
    expect((await mara.round()).refused).toEqual({ altered: 1 });
  });

  it('what lay in another group is nothing here', async () => {
    const { there } = await withClip();
    const other = await withClip();
    await other.bare.push(there, never);
    const { refused } = await other.mara.round();
    expect(refused?.unknown).toBe(there.length);
  });

  it('an old state once more, or all in another order, changes nothing', async () => {
    const { bare, mara, jun, ines, there } = await withClip();
    await jun.act({ kind: 'tag', clipIds: [idOf(1)], add: ['tide'] });
    await jun.act({ kind: 'note', clipIds: [idOf(1)], note: 'Later' });
    await roundsOf(jun, mara, ines);
    const before = await mara.state();
    await bare.push(there.toReversed(), never);
    await bare.push(there, never);
    await roundsOf(mara, jun, ines);
    expect(await mara.state()).toEqual(before);
    await expectSame(mara, jun, ines);
  });

  it('an old list of members, one that was cut, and one that somebody else signed are told of', async () => {
    const { server, mara, bareOf } = await withClip();
    const old = server.header;
    await mara.invite('owner');
    await mara.round();
    const now = server.header;
    server.header = old;
    await expect(mara.round()).rejects.toMatchObject({ kind: 'members' });
    server.header = now;
    await mara.round();
    const bare = bareOf(kitFor('intruder1'));
    const { members = '' } = await bare.open(never);
    const links = JSON.parse(members) as { change: { role?: string } }[];
    for (const link of links) if (link.change.role === 'reader') link.change.role = 'owner';
    await bare.keepMembers?.(JSON.stringify(links), never);
    await expect(mara.round()).rejects.toMatchObject({ kind: 'members' });
  });
});

describe('the list of members', () => {
  it('is changed by owners alone, and by those that came before', async () => {
    const { bareOf } = memory();
    const { mara, jun, ines } = await threeOf(bareOf);
    const no = { kind: 'members' };
    await expect(jun.invite('reader')).rejects.toMatchObject(no);
    await expect(ines.change({ do: 'role', id: ines.id, role: 'owner' })).rejects.toMatchObject(no);
    await expect(jun.change({ do: 'remove', id: mara.id })).rejects.toMatchObject(no);
    await expect(mara.change({ do: 'remove', id: mara.id })).rejects.toMatchObject(no);
    await mara.change({ do: 'role', id: jun.id, role: 'owner' });
    await expect(jun.change({ do: 'remove', id: mara.id })).rejects.toMatchObject(no);
    await jun.change({ do: 'remove', id: ines.id });
    await expect(ines.round()).rejects.toMatchObject({ kind: 'removed' });
  });

  it('keeps what a member added and took away who leaves by itself', async () => {
    const { bareOf } = memory();
    const { mara, jun } = await threeOf(bareOf);
    const bo = await makeMember(bareOf, quickCrypto, 'Bo', await mara.invite('owner'));
    await save(mara, 1);
    await mara.act({ kind: 'tag', clipIds: [idOf(1)], add: ['tide'] });
    await save(jun, 2);
    await roundsOf(mara, jun, bo);
    await jun.act({ kind: 'tag', clipIds: [idOf(1)], remove: ['tide'] });
    await save(bo, 3);
    await roundsOf(jun, mara, bo);
    const left = { kind: 'removed' };
    await expect(jun.change({ do: 'remove', id: jun.id })).rejects.toMatchObject(left);
    await roundsOf(bo, mara);
    await expect(bo.change({ do: 'remove', id: bo.id })).rejects.toMatchObject(left);
    await mara.round();
    const late = await makeMember(bareOf, quickCrypto, 'Late', await mara.invite('reader'));
    await late.round();
    expect(await titlesOf(late)).toEqual([1, 2, 3].map(address));
    await expectSame(mara, late);
    expect((await late.getSummary(idOf(1)))?.tags).toEqual([]);
    expect(await late.addedBy(idOf(2))).toEqual({ name: 'Jun', isMe: false });
  }, 60_000);

  it('takes an invitation once, and not after it was taken back', async () => {
    const { bareOf } = memory();
    const mara = await makeMember(bareOf, quickCrypto, 'Mara');
    const text = await mara.invite('writer');
    await makeMember(bareOf, quickCrypto, 'Jun', `Come in:\n ${text.slice(0, 30)}\n${text.slice(30)} .`);
    await expect(makeMember(bareOf, quickCrypto, 'Again', text)).rejects.toMatchObject({
      kind: 'invitation',
    });
    const other = await mara.invite('writer');
    await mara.round();
    const id = (await mara.groupRow())?.view.group.invitations[0]?.id ?? '';
    await mara.change({ do: 'remove', id });
    await expect(makeMember(bareOf, quickCrypto, 'Late', other)).rejects.toMatchObject({
      kind: 'invitation',
    });
  });

  it('is begun where nothing lies, and keeps out who is no member', async () => {
    const { bareOf } = memory();
    const mara = await makeMember(bareOf, quickCrypto, 'Mara');
    await expect(makeMember(bareOf, quickCrypto, 'Other')).rejects.toMatchObject({ kind: 'group' });
    const stray = new GroupRemote(
      bareOf({ device: 'stray12345', fetch, crypto: quickCrypto, now: Date.now }),
      { ...mara.account, key: await makeMemberKey(quickCrypto) },
      { device: 'stray12345', fetch, crypto: quickCrypto, now: Date.now },
    );
    await expect(stray.open(never)).rejects.toMatchObject({ kind: 'removed' });
  });

  it('of two who come in at once both are in it', async () => {
    const { bareOf } = memory();
    const mara = await makeMember(bareOf, quickCrypto, 'Mara');
    const texts = [await mara.invite('writer'), await mara.invite('writer')];
    await Promise.all(
      texts.map(async (text, at) => {
        const invited = readInvitation(text);
        const kit = kitOf();
        if (!invited) throw new Error('no invitation');
        await joinGroup(bareOf(kit), invited, `M${at}`, kit, never);
      }),
    );
    await mara.round();
    const names = (await mara.groupRow())?.view.group.members.map(({ name }) => name);
    expect(names?.sort()).toEqual(['M0', 'M1', 'Mara']);
  });

  it('goes with the library when it is encrypted', async () => {
    const { server } = memory();
    let passphrase: string | undefined;
    const bareOf: BareOf = (kit) => libraryRemote(memoryPlace(server), passphrase, kit);
    const { mara, jun } = await threeOf(bareOf);
    await save(mara, 1);
    await roundsOf(mara, jun);
    await mara.freshRemote().changePassphrase('ebb and flow', never);
    await expect(jun.round()).rejects.toMatchObject({ kind: 'passphrase' });
    passphrase = 'ebb and flow';
    await save(jun, 2);
    await roundsOf(jun, mara);
    await expectSame(mara, jun);
    expect(await titlesOf(mara)).toEqual([address(1), address(2)]);
    expect(new TextDecoder().decode(server.header)).not.toContain('Mara');
  });
});

describe('what a member says of a record, written several times', () => {
  it('comes to the same in whatever order and however often it is joined', () => {
    const random = chanceOf(11);
    const states = Array.from({ length: 6 }, (_, turn) => clip(1, turn, turn < 3 ? 'deva' : 'devb').body);
    const grown = states.map((_, upTo) => states.slice(0, upTo + 1).reduce(mergeBodies));
    const all = [...grown, ...states].map(
      (body, at): RecordBody => ({
        kind: 'signed',
        states: [{ body, sig: `signature ${at}` }],
      }),
    );
    const whole = all.reduce(mergeBodies);
    expect(whole).toMatchObject({ states: [{ body: grown.at(-1) }] });
    for (let run = 0; run < 50; run++) {
      const order = [...all, ...all.slice(0, 4)].sort(() => random() - 0.5);
      const at = Math.floor(random() * order.length);
      const halves = [order.slice(0, at), order.slice(at)].filter((half) => half.length > 0);
      expect(halves.map((half) => half.reduce(mergeBodies)).reduce(mergeBodies)).toEqual(whole);
    }
  });
});

describe('random histories of a group', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'end in one library for all that may write and read (%d)',
    async (seed) => {
      const random = chanceOf(seed);
      const below = (count: number): number => Math.floor(random() * count);
      const { bareOf } = memory();
      const { mara, jun, ines } = await threeOf(bareOf);
      const bo = await makeMember(bareOf, quickCrypto, 'Bo', await mara.invite('writer'));
      const all = [mara, jun, bo, ines];
      let pages = 0;
      for (let step = 0; step < 30; step++) {
        const member = all[below(3)] as GroupMember;
        const clips = await member.library.clips.toCollection().primaryKeys();
        const clipIds = clips.length > 0 ? [clips[below(clips.length)] ?? ''] : [];
        const what = clipIds.length === 0 ? 0 : below(7);
        if (what === 0) await save(member, pages++ % 4);
        else if (what === 1) await member.act({ kind: 'tag', clipIds, add: [`tag ${step}`] });
        else if (what === 2) await member.act({ kind: 'note', clipIds, note: `Note ${step}` });
        else if (what === 3) await member.act({ kind: 'trash', clipIds, on: below(2) === 0 });
        else await (all[below(4)] as GroupMember).round();
      }
      await roundsOf(...all);
      await expectSame(...all);
      await mara.change({ do: 'remove', id: bo.id });
      await roundsOf(mara, jun, ines);
      const late = await makeMember(bareOf, quickCrypto, 'Late', await mara.invite('reader'));
      await late.round();
      await expectSame(mara, jun, ines, late);
    },
    60_000,
  );
});

describe('a person’s own library', () => {
  it('bears no signature, and one of a group is not entered as one’s own', async () => {
    const { bareOf } = memory();
    await makeMember(bareOf, quickCrypto, 'Mara');
    const kit = kitOf();
    expect(bareOf(kit)).not.toBeInstanceOf(GroupRemote);
    const account = { kind: 'webdav' as const, address: 'https://dav.example/', user: 'a', password: 'b' };
    expect(makeRemote(account, kit)).not.toBeInstanceOf(GroupRemote);
  });
});

function kitOf() {
  return { device: 'person1234', fetch, crypto: quickCrypto, now: Date.now };
}
