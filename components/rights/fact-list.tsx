import { type ComponentChildren, Fragment } from 'preact';
import { useContext } from 'preact/hooks';
import type { Claim } from '../../utils/model/claim';
import type { CorrectedFact, Correction } from '../../utils/model/correction';
import type { RightsInfo } from '../../utils/model/rights';
import type { Agent, Origin, PartialDate, Site, SourceInfo } from '../../utils/model/source';
import { t } from '../../utils/platform/i18n';
import { Where } from '../common/evidence';
import { formatPartialDate } from '../common/format';
import { lightWord } from '../common/light';
import { signalSentence } from '../common/rights-words';
import {
  describeOrigin,
  describeSource,
  type Fact,
  originFact,
  peopleNames,
  standingOf,
  titleFact,
} from '../common/source-facts';
import { PeopleForm, SiteAndDateForm, TextForm } from './correct-form';
import { CorrectionsContext } from './corrections';
import { Corrigible } from './corrigible';

/** Title, people, first publication, site and date as a list of label and value, each with where it was found. */
export function FactList({ source, title }: { source: SourceInfo; title: string }) {
  const canCorrect = useContext(CorrectionsContext) !== undefined;
  const lang = source.language.value;
  return (
    <dl class="facts">
      {canCorrect && <FactRow fact={titleFact(source, title)} source={source} />}
      {source.originalTitle && (
        <>
          <dt>{t('originalTitle')}</dt>
          <dd>
            <span lang={lang}>{source.originalTitle.value}</span>
            <span class="place">
              <Where
                evidence={source.originalTitle.evidence[0]}
                shown={source.originalTitle.value}
                status={source.originalTitle.status}
                lang={lang}
              />
            </span>
          </dd>
        </>
      )}
      {factsShown(source, canCorrect).map((fact) => (
        <FactRow fact={fact} source={source} key={fact.id} />
      ))}
    </dl>
  );
}

/** Where nothing says where it stood first, the row is there only for a person who may know. */
export function factsShown(source: SourceInfo, canCorrect: boolean): Fact[] {
  const facts = describeSource(source);
  if (!canCorrect || facts.some(({ id }) => id === 'origin')) return facts;
  const at = facts.findIndex(({ id }) => id === 'published');
  return facts.toSpliced(at, 0, originFact());
}

function FactRow({ fact, source }: { fact: Fact; source: SourceInfo }) {
  return (
    <Fragment>
      <dt>{fact.label}</dt>
      <dd>
        <FactWithCorrection fact={fact} source={source}>
          <span class={fact.kind} lang={fact.lang}>
            {fact.value}
          </span>
          {fact.aside && <span class="place meta-xs">{fact.aside}</span>}
          <span class="place">
            <Where evidence={fact.evidence} shown={fact.value} status={standingOf(fact)} lang={fact.lang} />
          </span>
        </FactWithCorrection>
      </dd>
    </Fragment>
  );
}

interface FactWithCorrectionProps {
  fact: Fact;
  source: SourceInfo;
  children: ComponentChildren;
}

/** The value of a fact and, where the clip may be corrected and the fact is corrigible, its form. */
export function FactWithCorrection({ fact, source, children }: FactWithCorrectionProps) {
  const lang = source.language.value;
  const corrigible = {
    label: fact.label,
    lang,
    pageWords: (name: CorrectedFact, value: unknown) => pageWords(name, value, lang),
  };
  switch (fact.id) {
    case 'title':
      return (
        <Corrigible
          {...corrigible}
          facts={['title']}
          form={(shared) => (
            <TextForm
              {...shared}
              start={fact.value}
              lang={lang}
              toCorrection={(value) => ({ fact: 'title', value })}
            />
          )}
        >
          {children}
        </Corrigible>
      );
    case 'author':
      return (
        <Corrigible
          {...corrigible}
          facts={['creators']}
          form={(shared) => <PeopleForm {...shared} source={source} />}
        >
          {children}
        </Corrigible>
      );
    case 'origin':
      return (
        <Corrigible
          {...corrigible}
          facts={['origin']}
          confirm={confirmOrigin(source)}
          form={(shared) => (
            <TextForm
              {...shared}
              start={source.origin?.value.name ?? source.origin?.value.agency ?? ''}
              lang={lang}
              toCorrection={(value) => ({ fact: 'origin', value })}
            />
          )}
        >
          {children}
        </Corrigible>
      );
    case 'published':
      return (
        <Corrigible
          {...corrigible}
          facts={['published', 'site']}
          confirm={confirmDate(source)}
          form={(shared) => <SiteAndDateForm {...shared} source={source} />}
        >
          {children}
        </Corrigible>
      );
    default:
      return <>{children}</>;
  }
}

/** "Probably first published in …" is one press from being the person's own word. */
function confirmOrigin({ origin }: SourceInfo): Correction | undefined {
  const name = origin?.value.name ?? origin?.value.agency;
  return origin?.status === 'inferred' && name ? { fact: 'origin', value: name } : undefined;
}

function confirmDate({ published }: SourceInfo): Correction | undefined {
  return published?.status === 'inferred' ? { fact: 'published', value: published.value } : undefined;
}

/** What the page says for a fact, in words; undefined where it says nothing. */
export function pageWords(fact: CorrectedFact, value: unknown, lang: string | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  switch (fact) {
    case 'site':
      return (value as Claim<Site>).value.name;
    case 'published':
      return formatPartialDate((value as Claim<PartialDate>).value);
    case 'origin':
      return describeOrigin(value as Claim<Origin>);
    case 'creators':
      return peopleNames(value as Claim<Agent>[], lang) || undefined;
    case 'rights': {
      const { light, code } = value as RightsInfo['signal'];
      return `${lightWord(light)}: ${signalSentence(code)}`;
    }
    default:
      return (value as Claim<string>).value;
  }
}
