import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  type Correction,
  type EnteredPerson,
  type NamedLicence,
  namedLicences,
  type RightsCorrection,
} from '../../utils/model/correction';
import type { Failure } from '../../utils/model/result';
import type { AgentRole, SourceInfo } from '../../utils/model/source';
import { t } from '../../utils/platform/i18n';
import { parseDate } from '../../utils/source/dates';
import { Button, IconButton } from '../common/button';
import { failureSentence } from '../common/failure';

/** What a form gives: the corrections to make, or the sentence that says what is missing. */
type Entered = { corrections: Correction[] } | { fault: string };

interface FormProps {
  label: string;
  read: () => Entered;
  onDone: () => void;
  correct: (corrections: readonly Correction[]) => Promise<Failure | undefined>;
  children: ComponentChildren;
}

/** A form in the place of a fact: Enter saves, Escape leaves it as it was. */
function Form({ label, read, onDone, correct, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([type="radio"]), select')?.focus();
  }, []);
  const save = async (): Promise<void> => {
    const entered = read();
    if ('fault' in entered) return setFault(entered.fault);
    if (entered.corrections.length === 0) return onDone();
    setBusy(true);
    const failure = await correct(entered.corrections);
    setBusy(false);
    if (failure) setFault(failureSentence(failure));
    else onDone();
  };
  return (
    <form
      class="correct"
      ref={form}
      aria-label={t('editFact', label)}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.isComposing) return;
        if (event.key === 'Escape') {
          event.preventDefault();
          onDone();
        }
        event.stopPropagation(); // letters are entries here, not keys of the surface
      }}
    >
      {children}
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <div class="correct-foot">
        <Button size="s" kind="edge" busy={busy} onClick={() => void save()}>
          {t('save')}
        </Button>
        <Button size="s" onClick={onDone}>
          {t('cancel')}
        </Button>
        <button type="submit" hidden />
      </div>
    </form>
  );
}

interface EntryProps {
  label: string;
  value: string;
  lang?: string;
  hint?: string;
  onInput: (value: string) => void;
}

function Entry({ label, value, lang, hint, onInput }: EntryProps) {
  return (
    <label class="entry">
      <span>{label}</span>
      <span class="field">
        <input
          type="text"
          value={value}
          lang={lang}
          placeholder={hint}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </span>
    </label>
  );
}

type Shared = Pick<FormProps, 'onDone' | 'correct' | 'label'>;

/** One line of text: the title, where it stood first, who made a photo. */
export function TextForm({
  start,
  lang,
  toCorrection,
  ...shared
}: Shared & { start: string; lang?: string; toCorrection: (value: string) => Correction }) {
  const [value, setValue] = useState(start);
  const read = (): Entered => {
    const words = value.trim();
    if (!words) return { fault: t('emptyValue') };
    return { corrections: words === start ? [] : [toCorrection(words)] };
  };
  return (
    <Form {...shared} read={read}>
      <Entry label={shared.label} value={value} lang={lang} onInput={setValue} />
    </Form>
  );
}

/** The site of this copy and its date. A date is kept as precise as it is entered. */
export function SiteAndDateForm({ source, ...shared }: Shared & { source: SourceInfo }) {
  const startSite = source.site.value.name;
  const startDate = source.published?.value.iso ?? '';
  const [site, setSite] = useState(startSite);
  const [date, setDate] = useState(startDate);
  const lang = source.language.value;
  const read = (): Entered => {
    const corrections: Correction[] = [];
    const name = site.trim();
    if (!name) return { fault: t('emptyValue') };
    if (name !== startSite) corrections.push({ fact: 'site', value: name });
    if (date.trim() !== startDate) {
      const parsed = parseDate(date.trim());
      if (!parsed) return { fault: t('dateUnreadable') };
      corrections.push({ fact: 'published', value: parsed });
    }
    return { corrections };
  };
  return (
    <Form {...shared} read={read}>
      <Entry label={t('siteName')} value={site} lang={lang} onInput={setSite} />
      <Entry label={t('factPublished')} value={date} hint={t('dateHint')} onInput={setDate} />
    </Form>
  );
}

const roles: readonly AgentRole[] = [
  'author',
  'correspondent',
  'editor',
  'translator',
  'illustrator',
  'compiler',
  'photographer',
  'agency',
  'other',
];

/** All people whom the source names, each with role and paper or office. */
export function PeopleForm({ source, ...shared }: Shared & { source: SourceInfo }) {
  const lang = source.language.value;
  const [people, setPeople] = useState<EnteredPerson[]>(() => startPeople(source));
  const change = (index: number, part: Partial<EnteredPerson>): void =>
    setPeople(people.map((person, at) => (at === index ? { ...person, ...part } : person)));
  const read = (): Entered => {
    const named = people
      .map(({ name, role, affiliation }) => ({
        name: name.trim(),
        role,
        ...(affiliation?.trim() ? { affiliation: affiliation.trim() } : {}),
      }))
      .filter(({ name }) => name !== '');
    const same = JSON.stringify(named) === JSON.stringify(startPeople(source).filter(({ name }) => name));
    return { corrections: same ? [] : [{ fact: 'creators', value: named }] };
  };
  return (
    <Form {...shared} read={read}>
      {people.map((person, index) => (
        <fieldset class="person" key={index} aria-label={person.name || t('addPerson')}>
          <Entry
            label={t('peopleName')}
            value={person.name}
            lang={lang}
            onInput={(name) => change(index, { name })}
          />
          <label class="entry">
            <span>{t('peopleRole')}</span>
            <select
              class="select"
              value={person.role}
              onChange={(event) => change(index, { role: event.currentTarget.value as AgentRole })}
            >
              {roles.map((role) => (
                <option key={role} value={role}>
                  {t(`role_${role}`)}
                </option>
              ))}
            </select>
          </label>
          <Entry
            label={t('peopleAffiliation')}
            value={person.affiliation ?? ''}
            lang={lang}
            onInput={(affiliation) => change(index, { affiliation })}
          />
          <IconButton
            icon="close"
            label={t('removePerson', person.name)}
            onClick={() => setPeople(people.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      <button
        type="button"
        class="btn btn-text"
        onClick={() => setPeople([...people, { name: '', role: 'author' }])}
      >
        {t('addPerson')}
      </button>
    </Form>
  );
}

function startPeople({ creators }: SourceInfo): EnteredPerson[] {
  const people = creators.map(({ value: { name, role, affiliation } }) => ({
    name,
    role,
    ...(affiliation ? { affiliation } : {}),
  }));
  return people.length > 0 ? people : [{ name: '', role: 'author' }];
}

type RightsKind = RightsCorrection['kind'];

const rightsKinds: readonly (readonly [RightsKind, string])[] = [
  ['permission', 'rightsPermission'],
  ['licence', 'rightsLicence'],
  ['reserved', 'rightsReserved'],
  ['unstated', 'rightsUnstated'],
];

/** What the person knows of the terms, with a note of who said so. */
export function RightsForm(shared: Shared) {
  const [kind, setKind] = useState<RightsKind>('permission');
  const [licence, setLicence] = useState<NamedLicence>('by');
  const [note, setNote] = useState('');
  const read = (): Entered => {
    const words = note.trim();
    const value = rightsValue(kind, licence, words);
    return value ? { corrections: [{ fact: 'rights', value }] } : { fault: t('rightsNoteNeeded') };
  };
  return (
    <Form {...shared} read={read}>
      <fieldset class="choices">
        <legend class="sr">{t('rightsIKnow')}</legend>
        {rightsKinds.map(([offered, key]) => (
          <label key={offered}>
            <input
              class="radio"
              type="radio"
              name="rights-kind"
              checked={kind === offered}
              onChange={() => setKind(offered)}
            />
            <span>{t(key)}</span>
          </label>
        ))}
      </fieldset>
      {kind === 'licence' && (
        <label class="entry">
          <span>{t('licenceName')}</span>
          <select
            class="select"
            value={licence}
            onChange={(event) => setLicence(event.currentTarget.value as NamedLicence)}
          >
            {namedLicences.map((offered) => (
              <option key={offered} value={offered}>
                {offered === 'cc0' ? t('licence_cc0') : `CC ${offered.toUpperCase()} 4.0`}
              </option>
            ))}
          </select>
        </label>
      )}
      <Entry label={t('rightsNote')} value={note} onInput={setNote} />
    </Form>
  );
}

function rightsValue(kind: RightsKind, licence: NamedLicence, note: string): RightsCorrection | undefined {
  const noted = note ? { note } : {};
  if (kind === 'permission') return note ? { kind, note } : undefined;
  return kind === 'licence' ? { kind, licence, ...noted } : { kind, ...noted };
}
