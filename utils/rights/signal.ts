import type { Evidence } from '../model/claim';
import type { LicenceRef, Signal, SignalCode } from '../model/rights';
import type { LicenceReading } from './read-licence';
import type { Notice, NoticeKind } from './read-notices';

/**
 * The light, from the statements alone (rights.md 1.3, 2.2). The more restrictive wins: an open licence beside "all
 * rights reserved" or a prohibition is a conflict, never green.
 */
export function signalOf(reading: LicenceReading, notices: readonly Notice[]): Signal {
  const of = (kind: NoticeKind) => notices.filter((n) => n.kinds.includes(kind));
  const reserved = of('all-rights');
  const prohibited = of('prohibition');
  const elsewhere = of('owner-elsewhere');
  const { license } = reading;
  if (license) {
    const because = license.evidence.slice(0, 2);
    if (reading.conflict)
      return amber('conflict', [reading.conflict[0].evidence, reading.conflict[1].evidence]);
    const against = [...prohibited, ...elsewhere, ...reserved][0];
    const signal = licenceSignal(license.value, because);
    if (signal.light === 'green' && against) return amber('conflict', [...because, against.evidence]);
    return signal;
  }
  if (elsewhere.length > 0) return red('owner-is-third-party.no-permission', elsewhere);
  const work = prohibited.filter((n) => n.evidence.scope !== 'site');
  if (work.length > 0) return red('reserved.prohibited', work);
  const permitted = of('permission');
  if (permitted.length > 0)
    return amber(
      isNotify(permitted[0]) ? 'cond.notify' : 'cond.attribution',
      permitted.map((n) => n.evidence),
    );
  if (prohibited.length > 0) return red('reserved.prohibited', prohibited);
  if (reserved.length > 0) return red('reserved.arr', reserved);
  const notice = of('copyright')[0];
  if (notice) return { light: 'grey', code: 'none-stated.notice', because: [notice.evidence] };
  return { light: 'grey', code: 'none-stated', because: [] };
}

/** The light of a licence by itself. */
export function licenceSignal(licence: LicenceRef, because: Evidence[]): Signal {
  if (licence.exceptions) return amber('open.exceptions', because);
  if (licence.family === 'CC0') return { light: 'green', code: 'open.cc0', because };
  if (licence.family === 'PDM') return { light: 'green', code: 'open.pdm', because };
  if (licence.family === 'OGL') return { light: 'green', code: 'open.gov', because };
  if (licence.family !== 'CC' || !licence.terms) return amber('open.version-unknown', because);
  if (licence.terms.nc) return amber('open.nc', because);
  if (licence.terms.nd) return amber('open.nd', because);
  if (!licence.version) return amber('open.version-unknown', because);
  return { light: 'green', code: licence.terms.sa ? 'open.by-sa' : 'open.by', because };
}

function isNotify(notice: Notice | undefined): boolean {
  return (
    /联系|告知|notify|contact|ask/iu.test(notice?.text ?? '') &&
    !/注明|credit|attribut/iu.test(notice?.text ?? '')
  );
}

function amber(code: SignalCode, because: Evidence[]): Signal {
  return { light: 'amber', code, because };
}

function red(code: SignalCode, notices: readonly Notice[]): Signal {
  return { light: 'red', code, because: notices.slice(0, 3).map((n) => n.evidence) };
}
