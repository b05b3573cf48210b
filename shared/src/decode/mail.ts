/** What decode makes of a mail: headers and leaf parts, each a Layer that can state facts about the raw source. */
import type { Layer } from '../model.ts';

export interface Header {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, RFC 2047 decoded value; `value.text` is the whole value. */
  readonly value: Layer;
}
export interface MailPart {
  /** Lower case, `text/plain` where absent or unreadable. */
  readonly mediaType: string;
  /** Parameters of Content-Type, names in lower case (`charset`, `report-type`, `name`). */
  readonly parameters: ReadonlyMap<string, string>;
  readonly headers: readonly Header[];
  /** `1`, `2.1` … as IMAP numbers them. */
  readonly path: string;
  /**
   * Decoded text, lines ended by `\n`; of text/html the visible text, a line per block element. Empty for binary media types
   * and for a message/rfc822 or message/global that was read into `mail`.
   */
  readonly layer: Layer;
  /** The mail inside, for message/rfc822 and message/global; of text/rfc822-headers its headers, without parts. */
  readonly mail?: Mail;
}
export interface Mail {
  readonly headers: readonly Header[];
  /** Content-Type of the mail itself. */
  readonly mediaType: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** Leaves in the order of the text; message/rfc822 counts as a leaf that holds a mail. */
  readonly parts: readonly MailPart[];
}
/** The first header of that name (lower case), if any. */
export function header(of: { readonly headers: readonly Header[] }, name: string): Header | undefined {
  return of.headers.find((h) => h.name === name);
}
