import type { Ref } from 'preact';
import type { ClipId, ClipSummary } from '../../utils/model/clip';
import type { Failure } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { failureSentence } from '../common/failure';
import { counted, formatList, formatRecent } from '../common/format';
import { Device, Icon, Wordmark } from '../common/icon';
import { Glyph, lightWord } from '../common/light';
import { hashOf, type Scope } from './library-state';

interface ClipListProps {
  clips: readonly ClipSummary[];
  state: 'loading' | 'ready' | 'failed';
  /** Nothing is kept at all, whatever the filters say. */
  isEmpty: boolean;
  scope: Scope;
  query: string;
  searchRef: Ref<HTMLInputElement>;
  chosen: ClipId | undefined;
  failure: Failure | undefined;
  onQuery: (query: string) => void;
  onSide: () => void;
  onRestore: (clip: ClipSummary) => void;
}

/** The list of clips: a list of links, with the field that filters it. */
export function ClipList(props: ClipListProps) {
  const { clips, scope, query } = props;
  const inTrash = scope.kind === 'trash';
  return (
    <section class="list" tabIndex={-1} aria-label={t(inTrash ? 'trash' : 'clips')}>
      <header>
        <h1 class="sr">{t('library')}</h1>
        <div class="head">
          <IconButton icon="side" label={t('filters')} class="side-button" onClick={props.onSide} />
          <Wordmark />
        </div>
        <label class="field">
          <Icon name="search" small />
          <span class="sr">{t('searchLibrary')}</span>
          <input
            type="search"
            ref={props.searchRef}
            value={query}
            placeholder={t('searchHint')}
            onInput={(event) => props.onQuery(event.currentTarget.value)}
            autocomplete="off"
            spellcheck={false}
          />
          <span class="key" aria-hidden="true">
            /
          </span>
        </label>
        {inTrash && (
          <p class="notice">
            <Icon name="info" />
            <span>{t('trashHint')}</span>
          </p>
        )}
        {props.failure && (
          <p class="failed-line" role="alert">
            {failureSentence(props.failure)}
          </p>
        )}
        <p class="sorts num" role="status">
          {props.state === 'ready' && counted(query ? 'clipsMatch' : 'clipsCount', clips.length)}
        </p>
      </header>
      <Rows {...props} inTrash={inTrash} />
    </section>
  );
}

function Rows(props: ClipListProps & { inTrash: boolean }) {
  const { clips, state, inTrash, query } = props;
  if (state === 'failed') return <p class="none">{t('failure_storage_failed')}</p>;
  if (state === 'loading') return <div class="rows" aria-busy="true" />;
  if (clips.length === 0) {
    if (inTrash && !query) return <p class="none">{t('trashEmpty')}</p>;
    return props.isEmpty ? <EmptyList /> : <p class="none">{t('noMatch')}</p>;
  }
  const now = new Date();
  return (
    <ul class="rows" aria-label={t(inTrash ? 'trash' : 'clips')}>
      {clips.map((clip) => (
        <Row
          key={clip.id}
          clip={clip}
          now={now}
          on={clip.id === props.chosen}
          onRestore={inTrash ? props.onRestore : undefined}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  clip: ClipSummary;
  now: Date;
  on: boolean;
  onRestore?: (clip: ClipSummary) => void;
}

function Row({ clip, now, on, onRestore }: RowProps) {
  return (
    <li class={on ? 'row is-on' : 'row'}>
      <span class="lead">
        <Glyph light={clip.light} label={lightWord(clip.light)} />
      </span>
      <div>
        <h2 lang={clip.language}>
          <a href={hashOf(clip.id)} aria-current={on ? 'true' : undefined}>
            {clip.title}
          </a>
        </h2>
        <p class="by num">
          <span lang={clip.language}>
            {clip.authors.length > 0 ? formatList(clip.authors) : clip.siteName}
            <i class="dot" lang="en">
              ·
            </i>
            {clip.authors.length > 0 ? (
              clip.siteName
            ) : (
              <span lang={t('interfaceLanguage')}>{t('noAuthor').toLowerCase()}</span>
            )}
          </span>
          <span class="end">
            {onRestore ? (
              <button type="button" class="btn btn-text" onClick={() => onRestore(clip)}>
                {t('putBack')}
                <span class="sr" lang={clip.language}>
                  {clip.title}
                </span>
              </button>
            ) : (
              formatRecent(clip.clippedAt, now)
            )}
          </span>
        </p>
      </div>
    </li>
  );
}

function EmptyList() {
  return (
    <div class="empty">
      <Device />
      <h2 class="empty-title">{t('emptyLibrary')}</h2>
      <p>{t('emptyHint')}</p>
    </div>
  );
}
