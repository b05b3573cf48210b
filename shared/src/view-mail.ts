/** A mail as a reader wants to see it: its headers and parts decoded, each with the characters of the source it stands for. */
import type { Header, Mail, MailPart } from './decode/mail.ts';
import { readMails } from './decode/mail-reader.ts';
import { limits } from './limits.ts';
import type { Layer, Source, Span } from './model.ts';

export interface ViewedHeader {
  /** Lower case. */
  readonly name: string;
  readonly text: string;
  readonly span?: Span;
}
export interface ViewedPart {
  /** `1`, `2.1` … as IMAP numbers them. */
  readonly path: string;
  readonly mediaType: string;
  /** Of a file. */
  readonly name?: string;
  /** Decoded, of text/html the visible text; empty where the part is no text, or a mail. */
  readonly text: string;
  /** From its first header to its last character; absent where it has neither. */
  readonly span?: Span;
  /** The mail inside. */
  readonly mail?: ViewedMail;
}
export interface ViewedMail {
  readonly headers: readonly ViewedHeader[];
  readonly parts: readonly ViewedPart[];
}

/** The mails of a source: one of a mail, several of a mailbox, none of any other text. Never throws for input. */
export function viewMails(source: Source): readonly ViewedMail[] {
  return readMails(source).map((mail) => viewMail(mail, 0));
}

function viewMail({ headers, parts }: Mail, depth: number): ViewedMail {
  return { headers: headers.map(viewHeader), parts: depth >= limits.mimeDepth ? [] : parts.map((part) => viewPart(part, depth)) };
}
function viewHeader({ name, value }: Header): ViewedHeader {
  const span = spanOf(value);
  return { name, text: value.text, ...(span && { span }) };
}
function viewPart({ path, mediaType, parameters, headers, layer, mail }: MailPart, depth: number): ViewedPart {
  const inside = mail && viewMail(mail, depth + 1);
  const spans = [...headers.map(({ value }) => spanOf(value)), spanOf(layer), ...spansIn(inside)].filter((span) => span !== undefined);
  const name = parameters.get('name');
  return {
    path,
    mediaType,
    ...(name !== undefined && { name }),
    text: layer.text,
    ...(spans.length > 0 && { span: around(spans) }),
    ...(inside && { mail: inside }),
  };
}
function spansIn(mail: ViewedMail | undefined): readonly (Span | undefined)[] {
  return mail === undefined ? [] : [...mail.headers, ...mail.parts].map(({ span }) => span);
}
function around(spans: readonly Span[]): Span {
  return {
    start: spans.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY),
    end: spans.reduce((most, { end }) => Math.max(most, end), 0),
  };
}
function spanOf(layer: Layer): Span | undefined {
  return layer.text === '' ? undefined : layer.fact('subject', layer.text, 0, layer.text.length).span;
}
