import { describePick } from '../anchor/block-selector';
import { canonicalText, clipBlocks } from '../clip/fingerprint';
import { newClipId } from '../clip/new-id';
import { askBackground } from '../messaging/ask';
import type { Handlers } from '../messaging/listen';
import type { FromPage, KeptFacts, PageCard, ToReader } from '../messaging/protocol';
import type { Evidence } from '../model/claim';
import type { ClipDraft } from '../model/clip';
import { fail, ok, type Result } from '../model/result';
import { type Settings, settingsOn } from '../model/settings';
import { t } from '../platform/i18n';
import { watchAddress } from '../platform/watch-address';
import { afterPaint } from './after-paint';
import type { Chooser } from './by-hand/chooser';
import { type HandState, untouched } from './by-hand/hand';
import { RulesHere, ruleHost } from './by-hand/rules-here';
import { emptyCard, pageCard } from './page-card';
import type { PlaceMark } from './place-mark';
import {
  isLarge,
  type Opening,
  type Reading,
  type ReadText,
  readNow,
  readPage,
  readSlowly,
  type TakeOpening,
  withFacts,
} from './read-page';
import type { ByHandActs, ClipState, FilledBody, ReaderActs, ReaderView, WholeView } from './reader-view';
import type { ReadingSession } from './reading-session';
import { draftOf, type Saved, savePage } from './save-page';
import { Speaker } from './speaker';
import { Surface } from './surface';
import { whenTurned } from './turning';

type PageWindow = Window & typeof globalThis;

/** A page that is being read: all of it, and of a long article the beginning before. */
interface PageReading {
  text: Promise<Result<ReadText>>;
  /** Never fulfilled where the text comes as soon. */
  opening: Promise<Opening>;
  /** The beginning is painted, or not wanted: now for the rest. */
  goOn: () => void;
}

/** An open reader: the surface, and what it shows. */
interface OpenReader {
  surface: Surface;
  settings: Settings;
  /** The address that was read. */
  url: string;
  /** What was read first, and how; `read` when all of it is there. */
  text: Promise<Result<ReadText>>;
  read?: ReadText;
  readAt: Date;
  state: HandState;
  clip: ClipState;
  /** The body as the first frame has it. */
  filled: FilledBody;
  /** Draws the reader around the text, once it is there. */
  whole?: WholeView;
  /** What is shown, once its facts are read. */
  session?: ReadingSession;
  /** Fulfilled when the session is there, or cannot be had. */
  ready: Promise<void>;
}

/** For how long what was read ahead is the page as it is now, in milliseconds. */
const fresh = 1_000;

/** Reads, shows and clips the page that it was injected into, when the background asks. */
export class ReaderController {
  readonly handlers: Handlers<ToReader, { kind: 'extension' }> = {
    ping: async () => ok({ wasOpen: this.#wasOpen }),
    toggleReader: async ({ notice }) => this.#told(await this.#toggle(), notice),
    describePage: () => this.#describe(),
    clipPage: async ({ anyway = false, notice, draftId }) =>
      this.#toldClip(await this.#clip(anyway, draftId), notice),
    draftPage: () => this.#draft(),
    showPlace: async ({ evidence }) => ok({ shown: await this.#showPlace(evidence, false) }),
    clipSelection: async ({ notice }) => this.#toldClip(await this.#clipSelection(), notice),
    readFetched: async (page) => (await import('./read-fetched')).readFetched(this.#window, page),
    tellClip: async ({ result }) => {
      this.#toldClip(result, true);
      return ok(null);
    },
    fetchImage: async ({ src }) => (await import('./fetch-image')).fetchForBackground(src),
    pickBlock: async () => this.#told(await this.#pick(), true),
  };
  readonly #window: PageWindow;
  readonly #view: ReaderView;
  readonly #speaker: Speaker;
  readonly #ended = new AbortController();
  readonly #rules: RulesHere;
  #open: OpenReader | undefined;
  /** Since this document was loaded; one that was given up counts. */
  #wasOpen = false;
  #ahead: { reading: PageReading; doneAt?: Date } | undefined;
  #picker: Chooser | undefined;
  /** A large page is being read; to be given up. */
  #waiting: AbortController | undefined;
  #mark: PlaceMark | undefined;

  constructor(window: PageWindow, view: ReaderView) {
    this.#window = window;
    this.#view = view;
    // An orphan could not look them up any more. Later: the first sentence costs a question to the browser.
    setTimeout(() => ['failure_outdated', 'nothingLost'].map((key) => t(key)), fresh);
    this.#speaker = new Speaker(window.document, view);
    this.#rules = new RulesHere(window);
    // The reader of one page must not stand over the next.
    watchAddress(window, (address) => this.#leaveFor(address), this.#ended.signal);
  }

  /** Begins to read while the background hears that this script is there, and says what it wants. */
  readAhead(): void {
    if (isLarge(this.#window.document)) return;
    const ahead: { reading: PageReading; doneAt?: Date } = { reading: this.#beginToRead(new Date()) };
    const done = (): void => {
      ahead.doneAt = new Date();
      setTimeout(() => {
        if (this.#ahead === ahead) this.#ahead = undefined; // nobody has asked for it
      }, fresh);
    };
    ahead.reading.text.then(done, done);
    this.#ahead = ahead;
  }

  /** Closes the reader and stops listening: this script is no longer the one in charge. */
  end(): void {
    this.#ended.abort();
    this.#rules.end();
    this.#speaker.hush();
    this.#mark?.remove();
    this.#stopPicking();
    this.#close();
  }

  /** Where nobody else can say that it failed, the page does. */
  #told<T>(result: Result<T>, notice = false): Result<T> {
    if (notice && !result.ok) this.#speaker.say({ kind: 'failed', failure: result.error });
    return result;
  }

  #toldClip(result: Result<Saved>, notice = false): Result<Saved> {
    if (notice && result.ok && !this.#open) this.#speaker.say(stateOf(result.value));
    return this.#told(result, notice && !this.#open);
  }

  async #toggle(): Promise<Result<{ open: boolean }>> {
    if (this.#waiting) {
      this.#waiting.abort();
      return ok({ open: false });
    }
    if (this.#open?.surface.isShown) {
      this.#close();
      return ok({ open: false });
    }
    this.#close();
    this.#stopPicking();
    const readAt = new Date();
    if (isLarge(this.#window.document)) return this.#openSlowly(readAt);
    // Asked for when this script came, and answered meanwhile: the first frame is already in the person's look.
    const settings = this.#rules.settings();
    const { text, opening, goOn } = this.#reading(readAt);
    const begun = await Promise.race([opening.then((value) => ok(value)), text]);
    const shown = begun.ok ? this.#show(begun.value, text, readAt, await settings) : begun;
    // Two frames: the beginning is on the screen, and what was pressed meanwhile has been heard.
    void afterPaint(this.#window).then(() => afterPaint(this.#window).then(goOn));
    return shown;
  }

  /** A very large page: the surface stands at once and says how far it is, and the person may leave it. */
  async #openSlowly(readAt: Date): Promise<Result<{ open: boolean }>> {
    const settings = this.#rules.settings();
    await this.#rules.ready;
    const gaveUp = new AbortController();
    this.#waiting = gaveUp;
    this.#wasOpen = true;
    // Asked for before the reading begins: between its steps a part comes late.
    const whole = await this.#view.whole().catch(() => undefined);
    const styles = this.#view.styles + (whole?.styles ?? '');
    const surface = new Surface(this.#window, styles, () => gaveUp.abort());
    const end = (): void => {
      this.#waiting = undefined;
      whole?.clear(surface.root);
      surface.remove();
    };
    try {
      const text = await readSlowly(
        this.#window,
        readAt,
        { rule: this.#rules.current },
        {
          signal: gaveUp.signal,
          tell: (done, of) => whole?.drawProgress(surface.root, { done, of, onCancel: () => gaveUp.abort() }),
        },
      );
      end();
      if (!text) return ok({ open: false });
      if (!text.ok) return text;
      return this.#show(text.value, Promise.resolve(text), readAt, await settings);
    } catch (error) {
      end();
      throw error;
    }
  }

  /** What the page says now, by the rule of its site where there is one: what was read ahead, if that was just now. */
  #reading(at: Date): PageReading {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const isFresh = ahead && at.getTime() - (ahead.doneAt ?? at).getTime() <= fresh;
    return isFresh ? ahead.reading : this.#beginToRead(at);
  }

  #readAll(at: Date): Promise<Result<ReadText>> {
    const { text, goOn } = this.#reading(at);
    goOn();
    return text;
  }

  #beginToRead(at: Date): PageReading {
    const { promise: opening, resolve } = Promise.withResolvers<Opening>();
    const { promise: toGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const text = this.#readByRule(at, (begun) => {
      resolve(begun);
      setTimeout(goOn, fresh); // nobody may ever ask for what is read ahead
      return toGoOn;
    });
    text.catch(() => undefined); // who asks for it hears of it
    return { text, opening, goOn };
  }

  async #readByRule(at: Date, takeOpening: TakeOpening): Promise<Result<ReadText>> {
    await whenTurned(this.#window);
    const hand = this.#rules.ready.then(() => ({ rule: this.#rules.current }));
    return readPage(this.#window, at, hand, takeOpening);
  }

  async #describe(): Promise<Result<PageCard>> {
    const text = await this.#text(new Date());
    const { document, location } = this.#window;
    if (!text.ok) {
      const isEmpty = text.error.code === 'empty-page' || text.error.code === 'no-article';
      return isEmpty ? ok(emptyCard(document.title, location.hostname)) : text;
    }
    const shown = this.#open?.session?.reading;
    const reading = shown ? ok(shown) : await withFacts(text.value);
    if (!reading.ok) return reading;
    const status = await askBackground('pageStatus', statusOf(reading.value));
    const clipped = (status.ok && status.value) || undefined;
    const draft = draftOf(reading.value, newClipId(crypto), new Date());
    const kept = clipped && (await askBackground('pageFacts', {}));
    return ok(
      pageCard(kept?.ok && kept.value ? await corrected(draft, kept.value) : draft, {
        isArticle: await text.value.isArticle(),
        readerOpen: this.#open !== undefined,
        clipped,
      }),
    );
  }

  /** What a clip would be now, whatever an open reader shows. */
  async #draft(): Promise<Result<ClipDraft>> {
    const at = new Date();
    const text = await this.#readAll(at);
    const reading = text.ok ? await withFacts(text.value) : text;
    return reading.ok ? ok(draftOf(await this.#wholeOf(reading.value, at), newClipId(crypto), at)) : reading;
  }

  /** What the open reader shows; else what the page says now. */
  async #text(at: Date): Promise<Result<ReadText>> {
    return this.#open?.text ?? this.#readAll(at);
  }

  /** All parts of an article, for a clip or a comparison: asked for as in the reader, since a person asked for these. */
  async #wholeOf(reading: Reading, at: Date): Promise<Reading> {
    if (reading.article.partial?.reason !== 'parts') return reading;
    const { WholeArticle } = await import('./parts/whole-article');
    const whole = new WholeArticle(this.#window, at);
    return whole.read(reading, { rule: this.#rules.current }, () => undefined);
  }

  /** Marks the place where a value was found; false, and nothing changes, where the page does not show it. */
  async #showPlace(evidence: Evidence, fromReader: boolean): Promise<boolean> {
    const [{ findPlace }, { PlaceMark }] = await Promise.all([
      import('./find-place'),
      import('./place-mark'),
    ]);
    const place = findPlace(this.#window.document, evidence);
    if (!place) return false;
    this.#close();
    this.#mark?.remove();
    const end = (): void => {
      this.#mark?.remove();
      this.#mark = undefined;
    };
    const words = {
      language: t('interfaceLanguage'),
      found: t('placeFound'),
      close: t('close'),
      ...(fromReader && { back: t('placeBack') }),
    };
    const back = (): void => {
      end();
      void this.#toggle();
    };
    this.#mark = new PlaceMark(this.#window, place, words, { onClose: end, onBack: back });
    return true;
  }

  async #clip(anyway: boolean, draftId = newClipId(crypto)): Promise<Result<Saved>> {
    const at = new Date();
    const text = await this.#text(at);
    if (!text.ok) return text;
    if (!anyway && !(await text.value.isArticle()))
      return fail('no-article', 'No article was found on this page.');
    this.#draw({ kind: 'saving' });
    const reading = await this.#toKeep(text.value, at);
    const saved = reading.ok ? await savePage(this.#window, reading.value, draftId, at) : reading;
    this.#draw(saved.ok ? stateOf(saved.value) : { kind: 'failed', failure: saved.error });
    return saved;
  }

  /** All of what is clipped: what the open reader has gathered, else gathered now. */
  async #toKeep(text: ReadText, at: Date): Promise<Result<Reading>> {
    const open = this.#open;
    await open?.ready;
    await open?.session?.joined;
    if (open?.session) return ok(open.session.reading);
    const reading = await withFacts(text);
    return reading.ok ? ok(await this.#wholeOf(reading.value, at)) : reading;
  }

  /** Keeps what is selected on the page, beside any clip of the whole page. */
  async #clipSelection(): Promise<Result<Saved>> {
    const at = new Date();
    const { readSelection } = await import('./read-selection');
    const reading = await readSelection(this.#window, at);
    return reading.ok ? savePage(this.#window, reading.value, newClipId(crypto), at, 'selection') : reading;
  }

  async #undo(): Promise<void> {
    const clip = this.#open?.clip;
    if (clip?.kind !== 'saved') return;
    const undone = await askBackground('undoSave', { draftId: clip.draftId });
    this.#draw(undone.ok ? { kind: 'idle' } : { kind: 'failed', failure: undone.error });
  }

  #show(
    begun: Opening,
    text: Promise<Result<ReadText>>,
    readAt: Date,
    settings: Settings,
    state: HandState = untouched,
  ): Result<{ open: boolean }> {
    this.#speaker.hush();
    this.#mark?.remove();
    const surface = new Surface(this.#window, this.#view.styles, () => this.#close());
    const clip: ClipState = { kind: 'idle' };
    const filled = this.#drawText(surface, begun, settings);
    const open: OpenReader = {
      surface,
      settings,
      url: begun.url,
      text,
      readAt,
      state,
      clip,
      filled,
      ready: Promise.resolve(),
    };
    this.#open = open;
    this.#wasOpen = true;
    open.ready = afterPaint(this.#window).then(() => this.#complete(open));
    return ok({ open: true });
  }

  #drawText(surface: Surface, text: Opening, settings: Settings): FilledBody {
    try {
      const look = settingsOn(settings, ruleHost(text.url));
      return this.#view.drawText(surface.root, { ...text, settings: look });
    } catch (error) {
      surface.remove(); // an empty surface over the page would lock it
      throw error;
    }
  }

  /**
   * What is not needed for the first frame: the reader around the text, who, where, when, and the parts of the article
   * that stand elsewhere.
   */
  async #complete(open: OpenReader): Promise<void> {
    if (this.#open !== open) return;
    const sessions = import('./reading-session').catch(() => undefined);
    const [whole, text] = await Promise.all([this.#view.whole().catch(() => undefined), open.text]);
    if (this.#open !== open || !text.ok) return;
    open.read = text.value;
    if (whole) {
      open.surface.addStyle(whole.styles);
      open.whole = whole;
      this.#draw(open.clip);
      whole.lateStyles().then(
        (css) => open.surface.addStyle(css),
        () => undefined, // without them what comes later is plain, and still works
      );
    }
    const [reading, part] = await Promise.all([withFacts(text.value), sessions]);
    if (this.#open !== open || !reading.ok || !part) return;
    const { readAt, state } = open;
    const session = new part.ReadingSession(
      this.#window,
      { reading: reading.value, readAt, state },
      () => this.#rules.current,
      () => this.#open?.session === session && this.#draw(this.#open.clip),
    );
    open.session = session;
    this.#draw(open.clip);
    session.joinParts();
    void this.#askStatus(open);
    // Whether an article in parts has changed is known when all of it is there.
    if (session.joining) void session.joined.then(() => this.#askStatus(open));
  }

  async #askStatus(open: OpenReader): Promise<void> {
    if (!open.session) return;
    const status = await askBackground('pageStatus', statusOf(open.session.reading));
    const kept = status.ok ? status.value : null;
    const isWaiting = open.clip.kind === 'idle' || open.clip.kind === 'kept';
    if (kept && this.#open === open && isWaiting) this.#draw({ kind: 'kept', ...kept });
  }

  #draw(clip: ClipState): void {
    if (!this.#open) return;
    this.#open.clip = clip;
    const { surface, session, settings, url, read, readAt, filled, whole } = this.#open;
    const shown = session?.reading ?? read;
    if (!whole || !shown) return; // drawn when both are there
    whole.draw(surface.root, {
      filled,
      text: { ...shown, url },
      facts: session?.reading,
      readAt: readAt.toISOString(),
      settings,
      clip,
      joining: session?.joining,
      byHand: {
        host: this.#rules.host,
        canUndo: session?.canUndo ?? false,
        acts: this.#hand,
        report: shown.hand,
        trace: shown.article.trace,
      },
      ...this.#does,
    });
  }

  /** What the open reader may ask for. The same functions each time, so that nothing is drawn anew for them. */
  readonly #does: ReaderActs = {
    onClip: () => void this.#clip(true),
    onQuietClip: () => this.#clip(true),
    onUndo: () => void this.#undo(),
    onShowPlace: (evidence) => this.#showPlace(evidence, true),
    onRetryParts: () => this.#open?.session?.joinParts(),
    onClose: () => this.#close(),
  };
  /** What may be done by hand to what is shown. */
  readonly #hand: ByHandActs = {
    pick: () => void this.#pick(),
    remove: (block) =>
      this.#change((session) => {
        const key = session.keyOf(block);
        return key && { ...session.state, removed: [...session.state.removed, key] };
      }),
    putBack: (id) => this.#change(({ state }) => ({ ...state, keep: [...state.keep, id] })),
    notHere: () => this.#change(({ state }) => ({ ...state, notHere: true })),
    restore: (index) =>
      this.#change(({ state }) => ({ ...state, removed: state.removed.filter((_, at) => at !== index) })),
    undo: async () => {
      const undone = (await this.#open?.session?.undo()) ?? false;
      if (undone) this.#clipIsOlder();
      return undone;
    },
    remember: async () => {
      const state = this.#open?.session?.state;
      return state ? this.#rules.remember(state) : { kept: 0, lost: 0 };
    },
    openSettings: () => void askBackground('openSettings', { section: 'rules' }),
  };

  async #change(step: (session: ReadingSession) => HandState | undefined): Promise<boolean> {
    const session = this.#open?.session;
    const next = session && step(session);
    const changed = next ? await session.change(next) : false;
    if (changed) this.#clipIsOlder();
    return changed;
  }

  /** What was clipped may now be another text than what is shown: then the reader offers to clip it again. */
  #clipIsOlder(): void {
    const open = this.#open;
    if (open?.clip.kind === 'saved')
      open.clip = { kind: 'kept', clipId: open.clip.outcome.clipId, clippedAt: '' };
    if (open?.clip.kind === 'kept') void this.#askStatus(open);
  }

  /** Lets the person pick the article on the page itself; what is picked is then read and shown. */
  async #pick(): Promise<Result<null>> {
    const { document } = this.#window;
    if (!document.body) return fail('empty-page', 'This page is empty.');
    const former = this.#open?.session?.state;
    const { pickOnPage } = await import('./by-hand/pick-on-page');
    this.#close();
    this.#mark?.remove();
    this.#speaker.hush();
    this.#stopPicking();
    this.#picker = pickOnPage(this.#window, (element) => {
      this.#stopPicking();
      if (element) void this.#showPicked(element, former);
    });
    return ok(null);
  }

  async #showPicked(element: Element, former: HandState = untouched): Promise<void> {
    const pick = { element, selector: describePick(element) };
    const readAt = new Date();
    const settings = this.#rules.settings();
    const text = await readNow(this.#window, readAt, { pick, rule: this.#rules.current });
    // What was put back or taken out belongs to what was shown before.
    const state = { ...untouched, notHere: former.notHere, pick };
    if (text.ok) this.#show(text.value, Promise.resolve(text), readAt, await settings, state);
    else this.#told(text, true);
  }

  #stopPicking(): void {
    this.#picker?.remove();
    this.#picker = undefined;
  }

  #leaveFor(address: string): void {
    this.#ahead = undefined; // of the former page
    this.#mark?.remove();
    this.#waiting?.abort();
    this.#stopPicking();
    const shown = this.#open?.url;
    if (shown !== undefined && withoutFragment(shown) !== withoutFragment(address)) this.#close();
  }

  #close(): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    open.session?.end();
    open.surface.remove(); // first: what stands in no page is taken apart without a look at its layout
    open.whole?.clear(open.surface.root);
  }
}

function stateOf({ draftId, ...outcome }: Saved): Extract<ClipState, { kind: 'saved' }> {
  return { kind: 'saved', outcome, draftId };
}

/** What the background needs to know the page again, and whether its text has changed. */
function statusOf({ article, source, images }: Reading): FromPage['pageStatus']['data'] {
  const { canonical, variants } = source.urls;
  return {
    urls: { ...(canonical && { canonical }), ...(variants && { variants }) },
    ...(article.partial?.reason !== 'parts' && { text: canonicalText(clipBlocks(article, images)) }),
  };
}

/** A draft with the person's corrections of the kept clip. */
async function corrected(draft: ClipDraft, kept: KeptFacts): Promise<ClipDraft> {
  const { carryCorrections } = await import('../clip/correct');
  const { edits: _, ...rest } = carryCorrections(draft, kept);
  return rest;
}

function withoutFragment(address: string): string {
  return address.replace(/#(?!!?\/).*/s, '');
}
