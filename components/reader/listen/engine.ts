/** What speaks: loaded when somebody listens. */
export { voicesFor } from '../../../utils/aids/choose-voice';
export { rates, SpeechQueue } from '../../../utils/aids/speech-queue';
export { TextMap } from '../../../utils/anchor/text-map';
export { browserSynth, voicesOf } from './browser-synth';
export { keepInView, lightSentence } from './sentence-light';
export { spokenOptions, spokenSentences } from './spoken-text';
