import type { ComponentChildren, Ref } from 'preact';
import type { ReadingLoad } from '../../utils/aids/reading-time';
import type { SafeHtml } from '../../utils/model/article';
import type { ClipContent, ClipImage, Integrity, Timestamp } from '../../utils/model/clip';
import type { RightsInfo } from '../../utils/model/rights';
import type { Settings } from '../../utils/model/settings';
import type { SourceInfo } from '../../utils/model/source';
import { t } from '../../utils/platform/i18n';
import type { FilledBody } from '../../utils/reading/reader-view';
import { loadOf } from '../common/format';
import { lazily } from '../common/lazily';
import type { Heading } from './arrange-body';
import { ArticleBody, type ShownBody } from './article-body';
import { PartsNotice, type PartsNoticeProps } from './joined/parts-notice';
import { PaywallNotice } from './paywall-notice';
import { readerStyle } from './reader-style';

export interface ReaderArticleProps extends Pick<PartsNoticeProps, 'joining' | 'onRetryParts'> {
  article: Omit<ClipContent, 'html' | 'text'>;
  html: SafeHtml;
  /** A body that was filled with this HTML already. */
  filled?: FilledBody;
  /** These are absent until they are read: the text is shown before. */
  source?: SourceInfo;
  rights?: RightsInfo;
  images?: readonly ClipImage[];
  settings: Settings;
  capture?: { at: Timestamp };
  integrity?: Pick<Integrity, 'text'>;
  imageAddress?: (image: ClipImage) => string | undefined;
  linksOpenBeside?: boolean;
  /** `text`: rights and colophon are said by the panel beside it, as in the library. */
  parts?: 'whole' | 'text';
  onHeadings?: (headings: Heading[]) => void;
  /** How much there is to read; reckoned from the count of words where it is not given. */
  load?: ReadingLoad;
}

/** The lines around the text come with a part of their own; until then they keep their place. */
const Kicker = lazily(
  async () => (await import('./article-facts')).Kicker,
  () => <p class="kicker">&nbsp;</p>,
);
const SourceLine = lazily(
  async () => (await import('./article-facts')).SourceLine,
  () => <p class="sourceline">&nbsp;</p>,
);
const RightsLine = lazily(
  async () => (await import('./article-facts')).RightsLine,
  () => <div class="rightsline">&nbsp;</div>,
);
const ClosingColophon = lazily(async () => (await import('./article-facts')).ClosingColophon);

interface ArticleParts {
  articleRef?: Ref<HTMLElement>;
  onBody?: (body: ShownBody) => void;
  onOpenImage?: (image: HTMLImageElement) => void;
  /** The colophon has come. */
  onEnd?: () => void;
  /** Stands in the reader's element, over or under the text. */
  over?: ComponentChildren;
  /** Under the head: what was decided by hand. */
  notice?: ComponentChildren;
  /** Between the text and the colophon. */
  afterBody?: ComponentChildren;
}

/** The article as a book page: head, text, and at the end its colophon. The same in the page and in the library. */
export function ReaderArticle(props: ReaderArticleProps & ArticleParts) {
  const { article, source, rights, images, settings } = props;
  const lang = article.language ?? source?.language.value ?? '';
  const whole = props.parts !== 'text';
  const subtitle = article.subtitle ?? source?.subtitle?.value;
  return (
    <div class="reader page" lang={lang} dir={article.direction} {...readerStyle(settings, lang)}>
      {props.over}
      <article ref={props.articleRef}>
        <header>
          <Kicker source={source} title={article.title} />
          <h1 tabIndex={-1}>{article.title}</h1>
          {source?.originalTitle && (
            <p class="original">
              <span lang={t('interfaceLanguage')}>{t('originalTitle')}</span>
              {source.originalTitle.value}
            </p>
          )}
          {subtitle && <p class="subtitle">{subtitle}</p>}
          <SourceLine
            source={source}
            images={images}
            load={props.load ?? loadOf(article.wordCount, lang)}
            lang={lang}
          />
          {whole && <RightsLine rights={rights} images={images} lang={lang} />}
          {article.partial?.reason === 'paywall' && <PaywallNotice />}
          <PartsNotice
            partial={article.partial}
            parts={article.parts}
            joining={props.joining}
            onRetryParts={props.onRetryParts}
          />
          {props.notice}
        </header>
        <ArticleBody
          html={props.html}
          filled={props.filled}
          images={images}
          lang={lang}
          imageAddress={props.imageAddress}
          linksOpenBeside={props.linksOpenBeside}
          onHeadings={props.onHeadings}
          onBody={props.onBody}
          onOpenImage={props.onOpenImage}
        />
        {props.afterBody}
        {whole && source && rights && images && (
          <ClosingColophon
            source={source}
            rights={rights}
            images={images}
            lang={lang}
            capture={props.capture}
            integrity={props.integrity}
            onShown={props.onEnd}
          />
        )}
      </article>
    </div>
  );
}
