/**
 * What a file of this folder says about the pages of one webmail or helpdesk. Selectors only narrow where to look; that a text is
 * a bounce is told by its words, so a selector that has rotted costs nothing but speed.
 */
export interface Adapter {
  /** The product, as its users call it. */
  readonly title: string;
  /** Is `page` one of its? Looks at the page, never at its address: webmail lives under any name. */
  recognizes(page: Document): boolean;
  /** The elements of `page` that hold messages now; none while no message is open. */
  roots(page: Document): readonly Element[];
}
