import { t } from '../../utils/platform/i18n';
import { Button, IconButton } from '../common/button';
import { formatNumber } from '../common/format';
import { innerQuotes } from '../common/inner-quotes';
import type { PlaceOffer } from '../hooks/use-kept-place';

/** Offers the place where reading stopped; never goes there unasked. */
export function PlaceOfferBar({
  offer,
  lang,
  onGo,
  onDismiss,
}: {
  offer: PlaceOffer | undefined;
  lang: string;
  onGo: () => void;
  onDismiss: () => void;
}) {
  if (!offer) return null;
  return (
    <div class="pop place-offer" role="status">
      <p>
        {t('placeKept', formatNumber(Math.round(offer.share * 100)))}{' '}
        <q class="quote" lang={lang} dir="auto">
          {innerQuotes(shortened(offer.words))}
        </q>
      </p>
      <Button kind="edge" onClick={onGo}>
        {t('goThere')}
      </Button>
      <IconButton icon="close" label={t('dismiss')} onClick={onDismiss} />
    </div>
  );
}

function shortened(words: string): string {
  const characters = [...words];
  return characters.length > 36 ? `${characters.slice(0, 36).join('').trimEnd()}…` : words;
}
