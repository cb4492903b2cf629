import { useEffect, useRef } from 'preact/hooks';
import type { ClipId } from '../../utils/model/clip';
import type { Failure } from '../../utils/model/result';
import { t } from '../../utils/platform/i18n';
import { KeptOrder } from '../clips/kept-order';
import { Button } from '../common/button';
import { failureSentence } from '../common/failure';
import { formatDay } from '../common/format';
import { Icon } from '../common/icon';
import { lazily } from '../common/lazily';
import { Light } from '../common/light';
import { carryOut } from '../hooks/carry-out';
import type { CurrentPage } from '../hooks/use-current-page';
import { useLate } from '../hooks/use-late';
import { type ClipState, canUndo, outcomeKey } from '../reader/clip-state';
import { CardFacts, CardRights, CardTitle } from './page-card';

/** With it comes what compares texts. */
const ChangedWords = lazily(async () => (await import('./changed-words')).ChangedWords);

interface PageSectionProps {
  page: CurrentPage;
  tab: { id: number } | undefined;
  clip: ClipState;
  readFailure: Failure | undefined;
  onClip: (anyway: boolean) => void;
  onUndo: () => void;
  onRead: () => void;
  onOpen: (clipId: ClipId) => void;
  onCite: () => void;
  /** Leads to the page, to pick the article there. */
  onPick: () => void;
  onExport: (clipId: ClipId) => void;
  /** Where room may be made. */
  onStorage: () => void;
  /** There is room for all that is known of a page that is clipped already. */
  roomy?: boolean;
}

/** The upper part of the popup: what stands in the tab and what can be done with it. */
export function PageSection(props: PageSectionProps) {
  const { page, clip } = props;
  if (page.view === 'unreadable') return <Unreadable failure={page.failure} />;
  if (page.view === 'loading') return <LoadingCard title={page.title} />;
  if (clip.kind === 'kept' && page.card.clipped?.changed)
    return <ChangedCard {...props} kept={clip} card={page.card} />;
  if (clip.kind === 'saved' || clip.kind === 'kept') return <ClippedCard {...props} card={page.card} />;
  if (page.card.kind !== 'article' && clip.kind === 'idle') return <NoArticle {...props} card={page.card} />;
  return <ArticleCard {...props} card={page.card} />;
}

type CardProps = PageSectionProps & { card: Extract<CurrentPage, { view: 'card' }>['card'] };

function ArticleCard({ card, clip, readFailure, onClip, onRead, onCite, onPick, onStorage }: CardProps) {
  const busy = useLate(clip.kind === 'saving');
  const failure = clip.kind === 'failed' ? clip.failure : readFailure;
  const main = useRef<HTMLButtonElement>(null);
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  const anyway = card.kind !== 'article';
  return (
    <section class="card" aria-label={t('thisPage')}>
      <CardTitle card={card} />
      {card.draft && <CardFacts draft={card.draft} />}
      {failure ? (
        <div class="change" role="alert">
          <p>
            <b>{failureSentence(failure)}</b>
          </p>
          {clip.kind === 'failed' && <p class="meta">{t('nothingLost')}</p>}
        </div>
      ) : (
        card.draft && <CardRights draft={card.draft} />
      )}
      <div class="pair">
        <Button
          kind="main"
          size="l"
          icon="clip"
          hint="Enter"
          busy={busy}
          onClick={() => onClip(anyway)}
          buttonRef={main}
        >
          {t(busy ? 'clipping' : clip.kind === 'failed' ? 'tryAgain' : 'clip')}
        </Button>
        {failure?.code === 'storage-full' ? (
          <Button kind="edge" size="l" icon="disk" onClick={onStorage}>
            {t('makeRoom')}
          </Button>
        ) : (
          <Button kind="edge" size="l" icon="book" hint="R" onClick={onRead}>
            {t('read')}
          </Button>
        )}
      </div>
      <MoreActions card={card} onCite={onCite} onPick={onPick} />
    </section>
  );
}

function ClippedCard({
  card,
  clip,
  roomy = false,
  onClip,
  onUndo,
  onRead,
  onOpen,
  onCite,
  onExport,
  onPick,
}: CardProps) {
  const undoable = canUndo(clip);
  const undo = useRef<HTMLButtonElement>(null);
  const open = useRef<HTMLButtonElement>(null);
  useEffect(() => (undo.current ?? open.current)?.focus({ preventScroll: true }), [undoable]);
  if (clip.kind !== 'saved' && clip.kind !== 'kept') return null;
  const clipId = clip.kind === 'saved' ? clip.outcome.clipId : clip.clipId;
  return (
    <section class="card" aria-label={t('thisPage')}>
      <div class="saved">
        <span class="tick">
          <Icon name="check" />
        </span>
        <p role="status">{t(clip.kind === 'saved' ? outcomeKey[clip.outcome.kind] : 'clipped')}</p>
        {undoable && (
          <Button kind="edge" size="s" icon="undo" hint="Z" onClick={onUndo} buttonRef={undo}>
            {t('undo')}
          </Button>
        )}
      </div>
      <CardTitle card={card} />
      <p class="meta">{clippedHint(clip, card)}</p>
      <KeptOrder clipId={clipId} run={carryOut} />
      {clip.kind === 'kept' && card.draft && (
        <details class="card-more" open={roomy}>
          <summary>
            <Light light={card.draft.rights.signal.light} />
            {t('sourceAndRights')}
          </summary>
          <CardFacts draft={card.draft} brief />
          <CardRights draft={card.draft} />
        </details>
      )}
      <div class="pair">
        <Button kind="edge" icon="book" hint="R" onClick={onRead}>
          {t('read')}
        </Button>
        <Button kind="edge" icon="out" onClick={() => onOpen(clipId)} buttonRef={open}>
          {t('openInLibrary')}
        </Button>
      </div>
      <MoreActions card={card} onPick={onPick} onCite={onCite} onExport={() => onExport(clipId)} />
      {clip.kind === 'kept' && (
        <p class="meta-xs again">
          {t('clipAgainHint')}{' '}
          <button type="button" class="btn btn-text" onClick={() => onClip(false)}>
            {t('clipAgain')}
          </button>
        </p>
      )}
    </section>
  );
}

interface ChangedCardProps extends CardProps {
  kept: Extract<ClipState, { kind: 'kept' }>;
}

/** The page says something else than its clip: what differs, and the ways to keep both or to read what was kept. */
function ChangedCard({ card, kept, tab, onClip, onRead, onOpen, onCite, onExport }: ChangedCardProps) {
  const main = useRef<HTMLButtonElement>(null);
  useEffect(() => main.current?.focus({ preventScroll: true }), []);
  const lang = card.draft?.content.language;
  return (
    <section class="card" aria-label={t('thisPage')}>
      <CardTitle card={card} />
      <div class="change" role="status">
        <p>
          <b>{t('changedSince')}</b>
        </p>
        <p class="meta">{t('clippedOn', formatDay(kept.clippedAt))}</p>
        {tab && <ChangedWords tabId={tab.id} clipId={kept.clipId} lang={lang} />}
      </div>
      <div class="pair">
        <Button kind="main" size="l" icon="stack" onClick={() => onClip(false)} buttonRef={main}>
          {t('keepBoth')}
        </Button>
        <Button kind="edge" size="l" icon="book" onClick={() => onOpen(kept.clipId)}>
          {t('readMyClip')}
        </Button>
      </div>
      <p class="meta-xs">{t('firstVersionStays')}</p>
      <MoreActions card={card} onRead={onRead} onCite={onCite} onExport={() => onExport(kept.clipId)} />
    </section>
  );
}

interface MoreActionsProps extends Pick<CardProps, 'card' | 'onCite'> {
  onRead?: () => void;
  onPick?: () => void;
  onExport?: () => void;
}

/** What else can be done with a page; each only where it is given, citing where there is something to cite. */
function MoreActions({ card, onRead, onPick, onCite, onExport }: MoreActionsProps) {
  return (
    <div class="more-actions">
      {onRead && (
        <Button hint="R" onClick={onRead}>
          {t('read')}
        </Button>
      )}
      {onPick && (
        <Button icon="locate" onClick={onPick}>
          {t('pickArticle')}
        </Button>
      )}
      {card.draft && (
        <Button icon="quote" hint="Q" onClick={onCite}>
          {t('cite')}
        </Button>
      )}
      {onExport && (
        <Button icon="export" hint="Shift E" onClick={onExport}>
          {t('export')}
        </Button>
      )}
    </div>
  );
}

/** What was kept, or since when it has been. */
function clippedHint(clip: Extract<ClipState, { kind: 'saved' | 'kept' }>, card: CardProps['card']): string {
  if (clip.kind === 'kept') return t('clippedOn', formatDay(clip.clippedAt));
  if (clip.outcome.kind === 'same') return t('clippedOn', formatDay(clip.outcome.clippedAt));
  if (clip.outcome.kind === 'new-version') return t('firstVersionStays');
  return t(card.draft?.images.length ? 'keptWithPhotos' : 'keptText');
}

/** Also a page that is no article may say who made it and on what terms. */
function NoArticle({ card, readFailure, onClip, onRead, onCite, onPick }: CardProps) {
  const hasText = card.kind === 'text';
  return (
    <section class="plain" aria-label={t('thisPage')}>
      <h1>{t('noArticle')}</h1>
      <p>{t(hasText ? 'noArticleHint' : 'emptyPageHint')}</p>
      {readFailure && (
        <p class="change" role="alert">
          <b>{failureSentence(readFailure)}</b>
        </p>
      )}
      {hasText && (
        <div class="pair">
          <Button kind="edge" hint="R" onClick={onRead}>
            {t('tryAnyway')}
          </Button>
          <Button kind="edge" onClick={() => onClip(true)}>
            {t('clipAnyway')}
          </Button>
        </div>
      )}
      {hasText && card.draft && (
        <>
          <CardFacts draft={card.draft} />
          <CardRights draft={card.draft} />
        </>
      )}
      {hasText && <MoreActions card={card} onCite={onCite} onPick={onPick} />}
    </section>
  );
}

function Unreadable({ failure }: { failure: Failure }) {
  const closed = failure.code === 'restricted-page';
  return (
    <section class="plain" aria-label={t('thisPage')}>
      <h1>{closed ? t('blocked') : failureSentence(failure)}</h1>
      <p>{t(closed ? 'blockedHint' : 'unreadableHint')}</p>
    </section>
  );
}

function LoadingCard({ title }: { title?: string }) {
  const late = useLate(true);
  return (
    <section class="card card-loading" aria-label={t('thisPage')} aria-busy="true">
      <h1 class="page">{title}</h1>
      <p class="meta">{late && t('looking')}</p>
    </section>
  );
}
