/**
 * What a file of this folder says about the pages of one webmail or helpdesk: data only. Selectors only narrow where to look; that a
 * text is a bounce is told by its words, so a selector that has rotted costs nothing but speed. Never one of a label: those are translated.
 */
export interface Adapter {
  /** The product, as its users call it. */
  readonly title: string;
  /**
   * Where the selectors are from: the product itself, `run` by our tests; its own `source`; `seen` in several independent and recent programs that read the page;
   * `reported` by one, or differently by each; a `guess`.
   */
  readonly sure: 'run' | 'source' | 'seen' | 'reported' | 'guess';
  /** Hosts of a product that only its maker hosts, each with all below it. Absent where it lives under any name. */
  readonly hosts?: readonly string[];
  /** A selector that finds something on its pages and on no others. Absent where the hosts say all. */
  readonly fingerprint?: string;
  /** Selectors of what holds a message, frames too: the first that finds something shown is taken. */
  readonly messages: readonly string[];
  /** Selectors of the box that an answer is written in, likewise. */
  readonly replyBoxes?: readonly string[];
  /** What holds the links to a message's attachments, where that is not the message itself. */
  readonly attachments?: string;
}
