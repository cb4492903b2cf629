import type { ComponentChildren, Ref } from 'preact';
import { t } from '../../utils/platform/i18n';
import { IconButton } from '../common/button';
import { ClipControl } from './clip-control';
import type { ClipState } from './clip-state';
import type { ReaderAction } from './reader-keys';

interface BarProps {
  siteName: string;
  title: string;
  lang: string;
  progress: number;
  clip: ClipState;
  typeOpen: boolean;
  contentsOpen: boolean;
  panelId: string;
  typeButton: Ref<HTMLButtonElement>;
  onClose: () => void;
  onClip: () => void;
  onUndo: () => void;
  /** A clip that carries marks is not undone with one key. */
  mayUndo: boolean;
  onType: () => void;
  onContents: () => void;
  onKeys: () => void;
  adjustOpen: boolean;
  onAdjust: () => void;
  onCite: () => void;
  onListen: () => void;
  listening: boolean;
  /** The key of each action, as printed. */
  hints: Record<ReaderAction, string>;
  /** What hangs from the bar: the panel of text and theme, or the contents. */
  children: ComponentChildren;
}

/** The bar over the text: close, where am I, text and theme, keys, clip. */
export function Bar(props: BarProps) {
  return (
    <header class="bar">
      <IconButton icon="close" label={t('closeReader')} hint="Esc" onClick={props.onClose} />
      <IconButton
        icon="contents"
        label={t('contents')}
        hint={props.hints.contents}
        class="narrow-only"
        expanded={props.contentsOpen}
        onClick={props.onContents}
      />
      <p class="where-am-i" lang={props.lang}>
        <span>{props.siteName}</span>
        <b class="page">{props.title}</b>
      </p>
      <IconButton icon="quote" label={t('cite')} hint={props.hints.cite} onClick={props.onCite} />
      <IconButton
        icon="listen"
        label={t('listen')}
        hint={props.hints.listen}
        expanded={props.listening}
        onClick={props.onListen}
      />
      <IconButton
        icon="adjust"
        label={t('adjust')}
        expanded={props.adjustOpen}
        class="adjust-button"
        onClick={props.onAdjust}
      />
      <IconButton
        icon="keyboard"
        label={t('keys')}
        hint={props.hints.keys}
        class="wide"
        onClick={props.onKeys}
      />
      <IconButton
        icon="book"
        label={t('textAndTheme')}
        hint={props.hints.type}
        expanded={props.typeOpen}
        controls={props.panelId}
        buttonRef={props.typeButton}
        class="type-button"
        onClick={props.onType}
      >
        <span class="aa" aria-hidden="true">
          {t('typeSample')}
        </span>
      </IconButton>
      <span class="sep wide" />
      <ClipControl
        state={props.clip}
        hints={props.hints}
        mayUndo={props.mayUndo}
        onClip={props.onClip}
        onUndo={props.onUndo}
      />
      <div
        class="progress"
        role="progressbar"
        aria-label={t('readSoFar')}
        aria-valuenow={Math.round(props.progress * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ inlineSize: `${props.progress * 100}%` }} />
      </div>
      {props.children}
    </header>
  );
}
