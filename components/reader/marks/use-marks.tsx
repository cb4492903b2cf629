import type { ComponentChild } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { attachAll } from '../../../utils/anchor/attach';
import { codePoints } from '../../../utils/anchor/describe';
import { describeIn } from '../../../utils/anchor/describe-in';
import { TextMap } from '../../../utils/anchor/text-map';
import { newClipId } from '../../../utils/clip/new-id';
import type { Highlight } from '../../../utils/model/clip';
import type { Failure } from '../../../utils/model/result';
import type { MarkColour } from '../../../utils/model/settings';
import { t } from '../../../utils/platform/i18n';
import type { ShownBody } from '../article-body';
import { mapOptions } from './map-options';
import { MarkPop } from './mark-pop';
import type { MarkedText, MarkStore } from './mark-store';
import { placeNotes, removeNotes } from './note-cards';
import { markOfEvent, type PlacedMark, paintMarks, unpaintMarks } from './paint-marks';
import { hasPicked, type Picked, pickedIn, unselect } from './selection';

interface MarksOptions {
  body: ShownBody | undefined;
  text: MarkedText;
  store: MarkStore | undefined;
  colour: MarkColour;
  /** Called around each change of the body's nodes: conversions are taken back before and made again after. */
  repaint: (body: HTMLElement, paint: () => void) => void;
  onColour: (colour: MarkColour) => void;
  onCopy: (passage: string) => void;
  onShare: (passage: string) => void;
}

export interface Marks {
  /** The bar at the selection or at a pressed mark; stands in the element of the surface. */
  pop: ComponentChild;
  lost: readonly Highlight[];
  /** Marks the selection, or gives the open mark another colour. Without a colour: the last one. False if there is nothing. */
  mark: (colour?: MarkColour) => boolean;
  /** Opens the note of the selection or the open mark. */
  note: () => boolean;
  remove: (mark: Highlight) => void;
  /** Marks that were removed just now; Undo brings the last of them back. */
  removed: Highlight | undefined;
  undoRemove: () => void;
  forgetRemoved: () => void;
  failure: Failure | undefined;
  /** Goes to the next or previous mark. */
  go: (direction: 1 | -1) => void;
  /** Closes the bar; false if it was not open. */
  close: () => boolean;
}

type Open =
  | { kind: 'selection'; picked: Picked; note: boolean }
  | { kind: 'mark'; id: string; note: boolean };

/** Everything about marks on the shown article: what is painted, the bar, keeping, removing with undo. */
export function useMarks({
  body,
  text,
  store,
  colour,
  repaint,
  onColour,
  onCopy,
  onShare,
}: MarksOptions): Marks {
  const [open, setOpen] = useState<Open>();
  const [placed, setPlaced] = useState<readonly PlacedMark[]>([]);
  const [lost, setLost] = useState<readonly Highlight[]>([]);
  const [removed, setRemoved] = useState<Highlight>();
  const [failure, setFailure] = useState<Failure>();
  const element = body?.element;
  const marks = store?.marks;
  const shift = useMemo(() => codePoints(text.head, 0, text.head.length), [text.head]);

  useLayoutEffect(() => {
    if (!element || !marks) return;
    repaint(element, () => {
      unpaintMarks(element);
      removeNotes(element);
      if (marks.length === 0) {
        setPlaced([]);
        setLost([]);
        return;
      }
      const found = attachAll(new TextMap(element, mapOptions).text, marks, shift);
      paintMarks(element, found.placed, (mark) => t('markHandle', mark.body ?? t('noNote')));
      placeNotes(
        element,
        found.placed.map(({ item }) => item),
        { note: t('yourNote'), lang: t('interfaceLanguage') },
      );
      setPlaced(found.placed);
      setLost(found.lost);
    });
  }, [body, marks, shift, repaint]);

  const state = useRef({ open, placed, store, colour, text, shift });
  state.current = { open, placed, store, colour, text, shift };

  const mayMark = store?.save !== undefined;
  useEffect(() => {
    if (!element || !mayMark) return;
    const document = element.ownerDocument;
    const look = (): void => {
      const picked = pickedIn(element);
      setOpen((before) => (picked ? { kind: 'selection', picked, note: false } : withoutSelection(before)));
    };
    const later = (): void => {
      setTimeout(look); // the selection changes after the event that changes it
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.shiftKey || event.key === 'Shift') later();
    };
    const onClick = (event: MouseEvent): void => {
      const id = markOfEvent(event);
      if (id && !hasPicked(element)) setOpen({ kind: 'mark', id, note: false });
    };
    const onSelection = (): void => {
      if (!hasPicked(element)) setOpen(withoutSelection);
    };
    const scope = element.getRootNode();
    scope.addEventListener('pointerup', later);
    scope.addEventListener('keyup', onKey as EventListener);
    document.addEventListener('selectionchange', onSelection);
    element.addEventListener('click', onClick);
    return () => {
      scope.removeEventListener('pointerup', later);
      scope.removeEventListener('keyup', onKey as EventListener);
      document.removeEventListener('selectionchange', onSelection);
      element.removeEventListener('click', onClick);
    };
  }, [element, mayMark]);

  const keep = useCallback(async (mark: Highlight): Promise<void> => {
    const answer = await state.current.store?.save?.(mark);
    setFailure(answer && !answer.ok ? answer.error : undefined);
  }, []);

  const current = (): Highlight | undefined => {
    const now = state.current.open;
    return now?.kind === 'mark' ? marks?.find(({ id }) => id === now.id) : undefined;
  };
  const made = (picked: Picked, with_: MarkColour, note?: string): Highlight | undefined => {
    if (!element) return undefined;
    const shown = new TextMap(element, mapOptions).text;
    return {
      id: newClipId(crypto),
      motivation: note ? 'commenting' : 'highlighting',
      ...(note ? { body: note } : {}),
      colour: with_,
      created: new Date().toISOString(),
      target: { source: text.source, selector: describeIn(text.canonical(), shown, picked, shift) },
    };
  };
  const changed = (mark: Highlight, change: Partial<Highlight>): Highlight => ({
    ...mark,
    ...change,
    modified: new Date().toISOString(),
  });
  const mark = (with_?: MarkColour): boolean => {
    if (!mayMark) return false;
    const chosen = with_ ?? state.current.colour;
    const now = state.current.open;
    const picked = element && pickedIn(element);
    const existing = current();
    if (existing && !picked) {
      void keep(changed(existing, { colour: chosen }));
    } else if (picked && element) {
      const fresh = made(picked, chosen);
      if (!fresh) return false;
      void keep(fresh);
      unselect(element);
    } else return now !== undefined;
    if (with_ && with_ !== state.current.colour) onColour(with_);
    setOpen(undefined);
    return true;
  };
  const note = (): boolean => {
    if (!mayMark) return false;
    const picked = element && pickedIn(element);
    if (picked) setOpen({ kind: 'selection', picked, note: true });
    else if (current()) setOpen((before) => before && { ...before, note: true });
    else return false;
    return true;
  };
  const keepNote = (words: string): void => {
    const existing = current();
    const now = state.current.open;
    if (existing) {
      const { body: _, ...bare } = existing;
      const motivation = words ? 'commenting' : 'highlighting';
      void keep(changed(bare, { motivation, ...(words ? { body: words } : {}) }));
    } else if (now?.kind === 'selection') {
      const fresh = made(now.picked, colour, words || undefined);
      if (fresh) void keep(fresh);
      if (element) unselect(element);
    }
    setOpen(undefined);
  };
  const remove = (gone: Highlight): void => {
    setOpen(undefined);
    void store?.remove?.(gone.id).then((answer) => {
      setFailure(answer.ok ? undefined : answer.error);
      if (answer.ok) setRemoved(gone);
    });
  };
  const undoRemove = (): void => {
    if (!removed) return;
    setRemoved(undefined);
    void keep(removed);
  };
  const close = (): boolean => {
    if (!state.current.open) return false;
    setOpen(undefined);
    return true;
  };
  const go = (direction: 1 | -1): void => goToMark(element, direction);

  const passage = (): string => {
    const now = state.current.open;
    const existing = current();
    if (existing) return existing.target.selector[0].exact;
    if (now?.kind !== 'selection' || !element) return '';
    return new TextMap(element, mapOptions).text.slice(now.picked.start, now.picked.end);
  };
  const at = element && open && placeOf(element, open);
  const pop = at && open && (
    <MarkPop
      key={open.kind === 'mark' ? open.id : 'selection'}
      mark={current()}
      at={at}
      noteOpen={open.note}
      onColour={(chosen) => mark(chosen)}
      onNote={keepNote}
      onOpenNote={note}
      onRemove={() => {
        const existing = current();
        if (existing) remove(existing);
      }}
      onCopy={() => {
        onCopy(passage());
        close();
      }}
      onShare={() => {
        onShare(passage());
        close();
      }}
      onClose={close}
    />
  );
  return {
    pop,
    lost,
    mark,
    note,
    remove,
    removed,
    undoRemove,
    forgetRemoved: useCallback(() => setRemoved(undefined), []),
    failure,
    go,
    close,
  };
}

/** A bar with an open note stays: the field takes the selection away. */
function withoutSelection(open: Open | undefined): Open | undefined {
  return open?.kind === 'selection' && !open.note ? undefined : open;
}

/** Where the bar stands in the reader's element: below the passage, above it where the window ends. */
function placeOf(body: HTMLElement, open: Open): { x: number; y: number; above: boolean } | undefined {
  const frame = body.closest('.reader')?.getBoundingClientRect();
  const rect = open.kind === 'selection' ? open.picked.rect : rectOfMark(body, open.id);
  if (!frame || !rect) return undefined;
  const half = 130;
  const middle = rect.left + rect.width / 2 - frame.left;
  const above = rect.bottom + 140 > (body.ownerDocument.defaultView?.innerHeight ?? 0);
  return {
    x: Math.min(Math.max(middle, half), Math.max(half, frame.width - half)),
    y: above ? rect.top - frame.top - 10 : rect.bottom - frame.top + 10,
    above,
  };
}

function rectOfMark(body: HTMLElement, id: string): DOMRect | undefined {
  const pieces = body.querySelectorAll(`mark.hl[data-mark="${CSS.escape(id)}"]`);
  return pieces[pieces.length - 1]?.getBoundingClientRect();
}

function goToMark(body: HTMLElement | undefined, direction: 1 | -1): void {
  const handles = [...(body?.querySelectorAll<HTMLElement>('.mark-handle') ?? [])];
  if (handles.length === 0) return;
  const middle = (body?.ownerDocument.defaultView?.innerHeight ?? 0) / 2;
  const tops = handles.map((handle) => handle.getBoundingClientRect().top);
  const next =
    direction > 0 ? tops.findIndex((top) => top > middle + 4) : tops.findLastIndex((top) => top < middle - 4);
  const handle = handles[next < 0 ? (direction > 0 ? 0 : handles.length - 1) : next];
  handle?.scrollIntoView({ block: 'center' });
  handle?.focus({ preventScroll: true });
}
