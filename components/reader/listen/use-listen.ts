import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SpeechQueue, SpeechState } from '../../../utils/aids/speech-queue';
import type { TextMap } from '../../../utils/anchor/text-map';
import type { ShownBody } from '../article-body';
import type { SpokenSentence } from './spoken-text';

type Engine = typeof import('./engine');

interface ListenOptions {
  body: ShownBody | undefined;
  lang: string;
  rate: number;
  voices: Record<string, string>;
  /** Where the boxes of the spoken sentence are drawn. */
  layer: { current: HTMLElement | null };
  scroller: () => HTMLElement | null;
  onRate: (rate: number) => void;
}

export interface Listen {
  /** `off`: not shown. `no-voice`: there is none for the article. */
  view: 'off' | 'starting' | 'no-voice' | SpeechState['status'];
  rate: number;
  /** Voices that speak the article's language. */
  choices: readonly SpeechSynthesisVoice[];
  /** Starts, pauses, goes on. */
  toggle: () => void;
  skipSentence: (direction: 1 | -1) => void;
  skipBlock: (direction: 1 | -1) => void;
  changeRate: (direction: 1 | -1) => void;
  /** Ends it and takes its bar away; false if it was not open. */
  close: () => boolean;
}

/** Reads the article aloud: from the first sentence in view, sentence by sentence, until it is closed. */
export function useListen(options: ListenOptions): Listen {
  const { body, lang, rate } = options;
  const [view, setView] = useState<Listen['view']>('off');
  const [choices, setChoices] = useState<readonly SpeechSynthesisVoice[]>([]);
  const queue = useRef<SpeechQueue>(undefined);
  const sentences = useRef<readonly SpokenSentence[]>([]);
  const engine = useRef<Engine>(undefined);
  const latest = useRef(options);
  latest.current = options;

  const draw = useCallback((index: number, follow: boolean): void => {
    const { body: shown, layer, scroller } = latest.current;
    const sentence = sentences.current[index];
    if (!shown || !layer.current || !engine.current) return;
    const { TextMap, spokenOptions, lightSentence, keepInView } = engine.current;
    // Made anew each time: marks and conversions change the nodes, never the text.
    const map = new TextMap(shown.element, spokenOptions);
    lightSentence(layer.current, sentence ? map.stretches(sentence.start, sentence.end) : []);
    const box = scroller();
    if (follow && box) keepInView(layer.current, box);
  }, []);

  const stop = useCallback((): void => {
    queue.current?.stop();
    queue.current = undefined;
    latest.current.layer.current?.replaceChildren();
    setView('off');
  }, []);

  // Another article, or the surface is gone: nothing may speak on. A layout effect, since Preact lets the clean-up of
  // others wait for the next paint.
  useLayoutEffect(() => stop, [body, stop]);

  useEffect(() => {
    const element = body?.element;
    if (!element || view === 'off') return;
    const again = (): void => draw(queue.current?.state.index ?? 0, false);
    const observer = new ResizeObserver(again);
    observer.observe(element);
    return () => observer.disconnect();
  }, [body, view === 'off', draw]);

  const start = async (): Promise<void> => {
    const window = body?.element.ownerDocument.defaultView as (Window & typeof globalThis) | null | undefined;
    if (!body || !window) return;
    setView('starting');
    const loaded = await loadEngine();
    if (!loaded) return setView('off');
    engine.current = loaded;
    const { SpeechQueue, TextMap, browserSynth, spokenOptions, spokenSentences, voicesFor, voicesOf } =
      loaded;
    const voices = await voicesOf(window);
    const map = new TextMap(body.element, spokenOptions);
    const spoken = spokenSentences(map, lang);
    const speakable = spoken.filter((sentence) => voicesFor(voices, sentence.lang).length > 0);
    setChoices(voicesFor(voices, lang));
    if (speakable.length === 0) {
      setView('no-voice');
      return;
    }
    sentences.current = speakable;
    const synth = browserSynth(window, () => latest.current.voices);
    const made = new SpeechQueue(
      speakable,
      synth,
      (state) => {
        if (queue.current !== made) return;
        setView(state.status);
        draw(state.index, state.status === 'playing');
      },
      rate,
    );
    queue.current = made;
    made.play(firstInView(map, speakable, latest.current.scroller()));
  };

  return {
    view,
    rate,
    choices,
    toggle: () => {
      if (queue.current) queue.current.toggle();
      else if (view !== 'starting') void start();
    },
    skipSentence: (direction) => queue.current?.skipSentence(direction),
    skipBlock: (direction) => queue.current?.skipBlock(direction),
    changeRate: (direction) => {
      const next = nextRate(engine.current?.rates ?? [rate], rate, direction);
      queue.current?.setRate(next);
      options.onRate(next);
    },
    close: () => {
      if (view === 'off') return false;
      stop();
      return true;
    },
  };
}

/** What speaks comes with a part of its own; undefined where it cannot be had. */
async function loadEngine(): Promise<Engine | undefined> {
  try {
    return await import('./engine');
  } catch {
    return undefined;
  }
}

/** The next speed up or down; the same where there is none. */
function nextRate(rates: readonly number[], rate: number, direction: 1 | -1): number {
  const wanted = direction > 0 ? rates.find((each) => each > rate) : rates.findLast((each) => each < rate);
  return wanted ?? rate;
}

/** Found by halving: asking for the place of every sentence of a long article would take seconds. */
function firstInView(map: TextMap, spoken: readonly SpokenSentence[], scroller: HTMLElement | null): number {
  if (!scroller || scroller.scrollTop < 40) return 0;
  const line = scroller.getBoundingClientRect().top + 70;
  let low = 0;
  let high = spoken.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const sentence = spoken[middle];
    const parent = sentence && map.stretches(sentence.start, sentence.start + 1)[0]?.node.parentElement;
    if ((parent?.getBoundingClientRect().bottom ?? 0) > line) high = middle;
    else low = middle + 1;
  }
  return low;
}
