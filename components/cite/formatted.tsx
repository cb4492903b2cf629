import type { FormattedText } from '../../utils/cite/rich-text';

/** Citations as a person reads them: each a paragraph, titles in italics where the style has them. */
export function Formatted({ entries }: Pick<FormattedText, 'entries'>) {
  return (
    <>
      {entries.map((runs, index) => (
        <p key={index}>
          {runs.map((run, at) =>
            run.italic ? <i key={at}>{run.text}</i> : <span key={at}>{run.text}</span>,
          )}
        </p>
      ))}
    </>
  );
}
