import { type ComponentChildren, Fragment } from 'preact';
import type { Claim } from '../../utils/model/claim';
import type { MachineUse, RightsInfo } from '../../utils/model/rights';
import { t } from '../../utils/platform/i18n';
import { Where } from '../common/evidence';
import { formatAddress } from '../common/format';

interface Row {
  label: string;
  value: ComponentChildren;
  claim: Claim<unknown>;
  lang?: string;
}

/**
 * What the page says of its rights beside the light: whose they are, of which year, whom to ask, where its terms stand,
 * and what it asks of machines, which never changes the light (rights.md 1.3, rule 7). Nothing where it says nothing.
 */
export function RightsFacts({ rights, lang }: { rights: RightsInfo; lang: string | undefined }) {
  const rows = rowsOf(rights, lang);
  if (rows.length === 0) return null;
  return (
    <dl class="facts rights-facts">
      {rows.map(({ label, value, claim, lang: own }, index) => (
        <Fragment key={index}>
          <dt>{label}</dt>
          <dd>
            <span lang={own}>{value}</span>{' '}
            <Where evidence={claim.evidence[0]} status={claim.status} lang={lang} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function rowsOf(rights: RightsInfo, lang: string | undefined): Row[] {
  const { holder, year, contact, acquireUrl, usageUrl, machine } = rights;
  return [
    ...(holder
      ? [
          holder.value.kind === 'third-party'
            ? { label: t('factHolder'), value: t('holderOriginal'), claim: holder }
            : { label: t('factHolder'), value: holder.value.name, claim: holder, lang },
        ]
      : []),
    ...(year ? [{ label: t('factYear'), value: String(year.value), claim: year }] : []),
    ...(contact ? [{ label: t('factContact'), value: contact.value, claim: contact, lang }] : []),
    ...linkRow(t('factUsage'), usageUrl),
    ...linkRow(t('factAcquire'), acquireUrl),
    ...(machine ? machineRows(machine) : []),
  ];
}

function linkRow(label: string, claim: Claim<string> | undefined): Row[] {
  if (!claim || !/^https?:/i.test(claim.value)) return [];
  const value = (
    <a href={claim.value} target="_blank" rel="noopener noreferrer">
      {formatAddress(claim.value)}
    </a>
  );
  return [{ label, value, claim }];
}

function machineRows({ tdm, rsl, aipref, robots }: MachineUse): Row[] {
  const label = t('factMachine');
  return [
    ...(tdm ? [{ label, value: t(tdm.value.reserved ? 'machineTdm' : 'machineTdmFree'), claim: tdm }] : []),
    ...(rsl ? [{ label, value: t('machineRsl'), claim: rsl }] : []),
    ...(aipref ? [{ label, value: <code>{aipref.value}</code>, claim: aipref }] : []),
    ...(robots ? [{ label, value: <code>{robots.value.join(', ')}</code>, claim: robots }] : []),
  ];
}
