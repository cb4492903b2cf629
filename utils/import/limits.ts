/** How much of a stranger's file is read before it is refused (reliability.md 1.2, #20–#22). */
export const limits = {
  /** Files that are read as one text: CSV, HTML, Markdown, XML. */
  textBytes: 32 * 1024 * 1024,
  /** JSON may be longer, since texts stand in it; what is in it is counted before it is read (`scanJson`). */
  jsonBytes: 128 * 1024 * 1024,
  jsonValues: 2_000_000,
  jsonDepth: 200,
  /** Elements of a page or list: each takes about a hundred times its own letters. */
  elements: 400_000,
  /** A single page or note. */
  pageBytes: 8 * 1024 * 1024,
  /** A line of JSON Lines. */
  lineBytes: 48 * 1024 * 1024,
  zipEntries: 100_000,
  /** Unpacked bytes of all entries together. */
  zipTotal: 2 * 1024 * 1024 * 1024,
  /** Unpacked bytes for each packed one; text packs at most about ten to one. */
  zipRatio: 100,
  /** A small file may pack better than the ratio says. */
  zipSmall: 1024 * 1024,
  /** Entries of one zip that are zips again are not opened. */
  imageBytes: 64 * 1024 * 1024,
  rows: 200_000,
  columns: 200,
  cell: 8 * 1024 * 1024,
  title: 4_000,
  tags: 200,
  tag: 200,
  highlights: 5_000,
  folders: 50,
  /** Folders within folders. */
  depth: 20,
} as const;
