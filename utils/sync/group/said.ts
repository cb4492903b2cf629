import { stampsOf } from '../check';
import { deviceOf, makeStamp } from '../clock';
import type { ClipBody, RecordBody, Register, Removals, Stamp, StampedSet } from '../model';
import { joinRemovals, takenFrom } from '../sets';

/**
 * What one member says of a record, out of all that is said of it; nothing where it says nothing. A removal is said by who made
 * it. What others took away of the member's own addings it names too, as if at the beginning of time: it does not say that
 * again, and nobody need be asked for it.
 * @param isSaid whether a stamp is of what this member answers for.
 * @param me the member.
 */
export function saidOf(body: RecordBody, isSaid: (at: Stamp) => boolean, me: string): RecordBody | undefined {
  const registers = (fields: Readonly<Record<string, Register>>): Record<string, Register> =>
    Object.fromEntries(Object.entries(fields).filter(([, [at]]) => isSaid(at)));
  const ofSet = (set: StampedSet<string>): StampedSet<string> => ({
    in: Object.fromEntries(Object.entries(set.in).filter(([at]) => isSaid(at))),
    out: ownRemovals(set, isSaid, me),
  });
  // A text is named by its hash, so anybody who has it may give it; that it is given up only who says so.
  if (body.kind === 'text' && body.text) return isSaid(body.at) ? body : { ...body, at: makeStamp(0, 0, me) };
  if (!stampsOf(body).some(isSaid)) return undefined;
  switch (body.kind) {
    case 'text':
      return body;
    case 'version': {
      const { gone, ...rest } = body;
      const isOwnText = isSaid(body.text[0]);
      return {
        ...rest,
        // Which text it has is said again as if at the beginning of time: whoever said it later holds.
        text: isOwnText ? body.text : [makeStamp(0, 0, me), body.text[1]],
        parts: registers(body.parts),
        ...(gone && isSaid(gone[0]) && { gone }),
      };
    }
    case 'clip': {
      const { tags, collections, note, place } = body;
      return {
        ...body,
        fields: registers(body.fields),
        tags: ofSet(tags),
        collections: ofSet(collections),
        note: ofSet(note),
        place: ofSet(place),
      };
    }
    case 'signed':
      return undefined;
    default:
      return { ...body, fields: registers(body.fields) };
  }
}

/** Who added a clip: whose device first said when it was clipped. */
export function adderOf(body: ClipBody): string | undefined {
  const at = body.fields.clippedAt?.[0];
  return at === undefined ? undefined : deviceOf(at);
}

function ownRemovals(set: StampedSet, isSaid: (at: Stamp) => boolean, me: string): Removals {
  const own = Object.fromEntries(Object.entries(set.out).filter(([by]) => isSaid(by)));
  const named = takenFrom({ in: {}, out: own });
  const takenByOthers = [...takenFrom(set)].filter((at) => isSaid(at) && !named.has(at));
  return takenByOthers.length === 0 ? own : joinRemovals(own, { [makeStamp(0, 0, me)]: takenByOthers });
}
