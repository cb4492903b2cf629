import type { SnippetPart } from '../../utils/search/snippet';

/** A text with what was searched marked in it. */
export function Marked({ parts }: { parts: readonly SnippetPart[] }) {
  return (
    <>
      {parts.map(({ text, mark }, index) =>
        mark ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
    </>
  );
}
