import { chooseVoice } from '../../../utils/aids/choose-voice';
import type { Synth, Utterance } from '../../../utils/aids/speech-queue';

/** A voice may take so long to begin; after that it is taken for one that never will. */
const patience = 6000;

/**
 * The browser's speech. Takes the voices when they are needed, since browsers load them late, and the person's choice.
 * A language without a voice fails at once: read by a wrong voice it would be noise.
 */
export function browserSynth(
  window: Window & typeof globalThis,
  chosen: () => Record<string, string>,
): Synth {
  const { speechSynthesis } = window;
  // Kept: Chromium forgets utterances that nothing holds, and then never tells that they ended.
  let current: SpeechSynthesisUtterance | undefined;
  let timer = 0;
  return {
    speak({ text, lang }: Utterance, rate, told) {
      const voice = chooseVoice(speechSynthesis.getVoices(), lang, chosen());
      if (!voice) {
        timer = window.setTimeout(() => told.failed('no-voice'));
        return;
      }
      const utterance = new window.SpeechSynthesisUtterance(text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = rate;
      utterance.onstart = () => window.clearTimeout(timer);
      utterance.onend = () => told.ended();
      utterance.onerror = ({ error }) => told.failed(error);
      current = utterance;
      timer = window.setTimeout(() => told.failed('silent'), patience);
      speechSynthesis.speak(utterance);
    },
    cancel() {
      window.clearTimeout(timer);
      if (current) {
        current.onend = null;
        current.onerror = null;
        current = undefined;
      }
      speechSynthesis.cancel();
    },
  };
}

/** The voices of the browser, once they are there; none where after a while there are none. */
export function voicesOf(window: Window, wait = 1500): Promise<SpeechSynthesisVoice[]> {
  const synthesis = window.speechSynthesis as SpeechSynthesis | undefined;
  if (!synthesis) return Promise.resolve([]);
  const known = synthesis.getVoices();
  if (known.length > 0) return Promise.resolve(known);
  return new Promise((resolve) => {
    const done = (): void => {
      synthesis.removeEventListener('voiceschanged', done);
      window.clearTimeout(timer);
      resolve(synthesis.getVoices());
    };
    const timer = window.setTimeout(done, wait);
    synthesis.addEventListener('voiceschanged', done);
  });
}
