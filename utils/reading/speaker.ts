import { askBackground } from '../messaging/ask';
import { Notice } from './notice';
import type { NoticeProps, ReaderView, WholeView } from './reader-view';

/** Says over a page what happened, where neither popup nor reader is open to say it. One message at a time. */
export class Speaker {
  readonly #document: Document;
  readonly #view: ReaderView;
  #notice: { place: Notice; whole: WholeView } | undefined;
  /** What is to be said, while what says it is still to come. */
  #next: object | undefined;

  constructor(document: Document, view: ReaderView) {
    this.#document = document;
    this.#view = view;
  }

  /** Shows a message; the one before it goes. */
  say(clip: NoticeProps['clip']): void {
    this.hush();
    const asked = {};
    this.#next = asked;
    this.#view.whole().then(
      (whole) => this.#next === asked && this.#show(clip, whole),
      () => undefined, // a script whose extension is gone has nothing to say it with
    );
  }

  /** Takes the message away. */
  hush(): void {
    this.#next = undefined;
    const notice = this.#notice;
    if (!notice) return;
    this.#notice = undefined;
    notice.whole.clear(notice.place.root);
    notice.place.remove();
  }

  #show(clip: NoticeProps['clip'], whole: WholeView): void {
    const place = new Notice(this.#document, this.#view.styles + whole.styles);
    const notice = { place, whole };
    this.#notice = notice;
    whole.drawNotice(place.root, {
      clip,
      onUndo: () => void this.#undo(clip),
      onLibrary: () => void this.#openLibrary(clip),
      onGone: () => this.#notice === notice && this.hush(),
    });
  }

  async #undo(clip: NoticeProps['clip']): Promise<void> {
    if (clip.kind !== 'saved') return;
    const undone = await askBackground('undoSave', { draftId: clip.draftId });
    if (undone.ok) this.hush();
    else this.say({ kind: 'failed', failure: undone.error });
  }

  async #openLibrary(clip: NoticeProps['clip']): Promise<void> {
    this.hush();
    await askBackground('openLibrary', clip.kind === 'saved' ? { clipId: clip.outcome.clipId } : {});
  }
}
