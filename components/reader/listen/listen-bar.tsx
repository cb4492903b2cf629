import { t } from '../../../utils/platform/i18n';
import { IconButton } from '../../common/button';
import { interfaceLanguage } from '../../common/format';
import type { Listen } from './use-listen';

/** The bar of the voice: back, play or pause, on, speed, voice, close. Says so where there is no voice. */
export function ListenBar({
  listen,
  lang,
  voice,
  onVoice,
}: {
  listen: Listen;
  lang: string;
  voice: string | undefined;
  onVoice: (voiceURI: string) => void;
}) {
  const { view } = listen;
  if (view === 'off') return null;
  const playing = view === 'playing' || view === 'starting';
  return (
    <section class="pop listen-bar" aria-label={t('listen')} lang={interfaceLanguage()} dir="ltr">
      {view === 'no-voice' ? (
        <p class="listen-said" role="alert">
          {t('noVoice', languageName(lang))}
        </p>
      ) : (
        <>
          <IconButton icon="blockBack" label={t('paragraphBack')} onClick={() => listen.skipBlock(-1)} />
          <IconButton icon="sentenceBack" label={t('sentenceBack')} onClick={() => listen.skipSentence(-1)} />
          <IconButton
            icon={playing ? 'pause' : 'play'}
            label={t(playing ? 'pause' : 'play')}
            class="listen-play"
            onClick={listen.toggle}
          />
          <IconButton icon="sentenceOn" label={t('sentenceOn')} onClick={() => listen.skipSentence(1)} />
          <IconButton icon="blockOn" label={t('paragraphOn')} onClick={() => listen.skipBlock(1)} />
          <span class="sep" />
          <IconButton icon="minus" label={t('slower')} onClick={() => listen.changeRate(-1)} />
          <output class="num" aria-live="polite">
            {t('speed', new Intl.NumberFormat(interfaceLanguage()).format(listen.rate))}
          </output>
          <IconButton icon="plus" label={t('faster')} onClick={() => listen.changeRate(1)} />
          {listen.choices.length > 1 && (
            <label class="voice-choice">
              <span class="sr">{t('voice')}</span>
              <select value={voice} onChange={(event) => onVoice(event.currentTarget.value)}>
                {listen.choices.map((choice) => (
                  <option value={choice.voiceURI} key={choice.voiceURI}>
                    {choice.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          {view === 'failed' && (
            <p class="listen-said" role="alert">
              {t('voiceFailed')}
            </p>
          )}
          {view === 'ended' && <p class="listen-said">{t('voiceEnded')}</p>}
        </>
      )}
      <IconButton icon="close" label={t('stopListening')} onClick={() => listen.close()} />
    </section>
  );
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(interfaceLanguage(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
