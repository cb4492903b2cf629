import { askBackground } from '../messaging/ask';
import { Notice } from './notice';
import type { NoticeProps, ReaderView } from './reader-view';

/** Says over a page what happened, where neither popup nor reader is open to say it. One message at a time. */
export class Speaker {
  readonly #document: Document;
  readonly #view: ReaderView;
  #notice: Notice | undefined;

  constructor(document: Document, view: ReaderView) {
    this.#document = document;
    this.#view = view;
  }

  /** Shows a message; the one before it goes. */
  say(clip: NoticeProps['clip']): void {
    this.hush();
    const notice = new Notice(this.#document, this.#view.styles);
    this.#notice = notice;
    this.#view.drawNotice(notice.root, {
      clip,
      onUndo: () => void this.#undo(clip),
      onLibrary: () => void this.#openLibrary(clip),
      onGone: () => this.#notice === notice && this.hush(),
    });
  }

  /** Takes the message away. */
  hush(): void {
    const notice = this.#notice;
    if (!notice) return;
    this.#notice = undefined;
    this.#view.clear(notice.root);
    notice.remove();
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
