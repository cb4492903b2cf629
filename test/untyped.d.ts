/** What the tests use of packages that come without types. */

declare module 'jsdom' {
  export class JSDOM {
    constructor(html?: string, options?: { url?: string; contentType?: string });
    readonly window: Window & typeof globalThis;
  }
}

declare module 'commonmark' {
  export class Parser {
    parse(text: string): unknown;
  }
  export class HtmlRenderer {
    render(tree: unknown): string;
  }
}
