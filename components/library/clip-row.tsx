// biome-ignore-all lint/a11y/useSemanticElements: rows that are drawn as they come into view are no table's
// biome-ignore-all lint/a11y/useFocusableInteractive: the links and boxes in the cells take the focus
import type { ClipSummary } from '../../utils/model/clip';
import { t } from '../../utils/platform/i18n';
import { Marked } from '../clips/marked';
import { counted, formatList, formatRecent } from '../common/format';
import { Icon } from '../common/icon';
import { Glyph, lightWord } from '../common/light';
import { unlessSame } from '../common/unless-same';
import type { ListedClip } from '../hooks/use-search';
import { daysLeft, hashOf } from './library-state';

/** What can be done with a row. */
export interface RowActs {
  /** A click on the row: with Shift or Ctrl it selects, and is stopped. */
  onLink: (event: MouseEvent, clip: ClipSummary, place: number) => void;
  onCheck: (clip: ClipSummary, place: number, isRange: boolean) => void;
  onDrag: (event: DragEvent, clip: ClipSummary) => void;
  onRestore: (clip: ClipSummary) => void;
}

interface ClipRowProps {
  row: ListedClip;
  place: number;
  now: Date;
  isOn: boolean;
  isPicked: boolean;
  /** Its link is in the order of Tab; the keys of the list lead to all others. */
  isTabStop: boolean;
  inTrash: boolean;
  acts: RowActs;
}

/** One clip in the list: its light or checkbox, title, who and where, when, and its tags. */
export const ClipRow = unlessSame(function ClipRow({
  row: { clip, found },
  place,
  now,
  isOn,
  isPicked,
  isTabStop,
  inTrash,
  acts,
}: ClipRowProps) {
  const isMarked = found?.passage.some(({ mark }) => mark) || found?.title.some(({ mark }) => mark);
  const isUnread = !inTrash && !clip.readState;
  const classes = ['row', isOn && 'is-on', isPicked && 'is-picked'].filter(Boolean).join(' ');
  return (
    <div
      class={classes}
      role="row"
      data-place={place}
      aria-rowindex={place + 1}
      aria-selected={isPicked}
      draggable={!inTrash}
      onDragStart={(event) => acts.onDrag(event, clip)}
    >
      <span class="lead" role="gridcell">
        <Glyph light={clip.light} label={lightWord(clip.light)} />
        <input
          class="check"
          type="checkbox"
          tabIndex={-1}
          checked={isPicked}
          aria-label={t('selectClip', clip.title)}
          onClick={(event) => {
            // What is shown follows what is selected, which a range may decide otherwise.
            event.preventDefault();
            acts.onCheck(clip, place, event.shiftKey);
          }}
        />
      </span>
      <div class="what" role="gridcell">
        <h2 lang={clip.language}>
          {isUnread && (
            <span class="unread" role="img" aria-label={t('unread')} lang={t('interfaceLanguage')} />
          )}
          <a
            href={hashOf(clip.id)}
            tabIndex={isTabStop ? 0 : -1}
            aria-current={isOn ? 'true' : undefined}
            onMouseDown={(event) => event.shiftKey && event.preventDefault()}
            onClick={(event) => acts.onLink(event, clip, place)}
          >
            {found ? <Marked parts={found.title} /> : clip.title}
          </a>
        </h2>
        {found && (
          <p class="passage" lang={clip.language}>
            <Marked parts={found.passage} />
          </p>
        )}
        <ByLine clip={clip} now={now} inTrash={inTrash} onRestore={acts.onRestore} />
        {/* Among results only where it is a tag that was found. */}
        {clip.tags.length > 0 && !isMarked && (
          <ul class="chips" aria-label={t('tags')}>
            {clip.tags.map((tag) => (
              <li class="chip chip-mine" key={tag}>
                {tag}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
});

interface ByLineProps {
  clip: ClipSummary;
  now: Date;
  inTrash: boolean;
  onRestore: (clip: ClipSummary) => void;
}

function ByLine({ clip, now, inTrash, onRestore }: ByLineProps) {
  return (
    <p class="by num">
      {inTrash ? (
        <span>{counted('daysLeft', daysLeft(clip, now))}</span>
      ) : (
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
      )}
      <span class="end">
        {inTrash ? (
          <button type="button" class="btn btn-text" tabIndex={-1} onClick={() => onRestore(clip)}>
            {t('putBack')}
            <span class="sr" lang={clip.language}>
              {clip.title}
            </span>
          </button>
        ) : (
          <>
            <Signs clip={clip} />
            {formatRecent(clip.clippedAt, now)}
          </>
        )}
      </span>
    </p>
  );
}

/** What a person made of a clip, as signs that name themselves. */
function Signs({ clip }: { clip: ClipSummary }) {
  const signs = (
    [
      ['star', 'favourite', clip.favourite],
      ['sticky', 'hasNote', clip.note],
      ['archive', 'archived', clip.archived],
    ] as const
  ).filter(([, , isSo]) => isSo);
  return (
    <>
      {signs.map(([icon, word]) => (
        <span class="sign" data-sign={icon} role="img" aria-label={t(word)} title={t(word)} key={icon}>
          <Icon name={icon} small />
        </span>
      ))}
      {clip.readState === 'reading' && clip.progress !== undefined && (
        <span class="sign">{t('percent', String(Math.round(clip.progress * 100)))}</span>
      )}
    </>
  );
}
