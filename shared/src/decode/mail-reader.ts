/** From a source to a mail: headers, and the leaves of the MIME tree (RFC 2045, 2046, 5322), as far as they can be read. */
import { limits } from '../limits.ts';
import type { Layer, Source } from '../model.ts';
import { guessBoundary, type Piece, splitAtBoundary } from './boundaries.ts';
import { type FieldBlock, type HeadedText, readFields, readHeaders, skipToHeaders } from './header-block.ts';
import { htmlText } from './html-text.ts';
import type { Header, Mail, MailPart } from './mail.ts';
import { header } from './mail.ts';
import { mailPieces } from './mailbox.ts';
import { type MappedText, sliceText } from './mapped-text.ts';
import { shiftMap } from './offset-map.ts';
import { once } from './once.ts';
import { type ContentType, readContentType } from './parameters.ts';
import { type BodyReader, createBodyReader } from './part-text.ts';
import { layerOf } from './raw-layer.ts';

/** Headers that make a text a mail; those of reports and of HTTP are not among them. */
const mailHeaders: ReadonlySet<string> = new Set(
  'from to cc subject received return-path message-id mime-version delivered-to x-original-to envelope-to reply-to in-reply-to references sender auto-submitted dkim-signature authentication-results arc-seal x-mailer user-agent x-failed-recipients content-type'.split(
    ' ',
  ),
);
const plausibleName = /^[a-z][a-z0-9_-]{0,75}$/;
const leastHeaders = 2;
/** What a host shows of headers written in a charset of their own, against RFC 5322: gaps or escapes. Encoded words may decode to them, too. */
const undecoded = ['\ufffd', '\x1b'];
const contentPrefix = 'content-';
/** RFC 2046 §5.1.1 allows 70. */
const longestBoundary = 256;
const binaryTypes: ReadonlySet<string> = new Set(['application', 'audio', 'chemical', 'font', 'image', 'model', 'video']);

/**
 * Read a source as a mail. `undefined` where it does not begin like one: with at least two headers, one of them a mail's.
 * A byte order mark, blank lines and an mbox `From ` line may stand before them. Bad MIME is read as far as it goes.
 */
export function readMail(source: Source): Mail | undefined {
  return readAt(source, createBodyReader(source), { start: 0, end: source.text.length });
}

/** The mails of a mailbox (mbox), in order; of any other source the one mail it is, or none. A `.eml` file is one mail. */
export function readMails(source: Source): readonly Mail[] {
  const decodeBody = createBodyReader(source);
  const whole = { start: 0, end: source.text.length };
  const pieces = source.name?.toLowerCase().endsWith('.eml') ? [whole] : mailPieces(source.text);
  return pieces.flatMap((piece) => readAt(source, decodeBody, piece) ?? []);
}

function readAt({ text }: Source, decodeBody: BodyReader, { start, end }: Piece): Mail | undefined {
  const mail = fromHeaders(sliceText({ text, map: shiftMap(0) }, start, end));
  const block = readFields(mail.text);
  if (!beginsLikeMail(block)) return undefined;
  return readInner({ decodeBody, partsLeft: limits.mimeParts }, { ...mail, block }, { path: '', depth: 0 });
}

function beginsLikeMail({ fields }: FieldBlock): boolean {
  const names = fields.filter(({ name }) => plausibleName.test(name));
  return names.length >= leastHeaders && names.some(({ name }) => mailHeaders.has(name));
}

/** From its headers on, where something else that may stand before headers does. */
function fromHeaders(of: MappedText): MappedText {
  return sliceText(of, skipToHeaders(of.text, 0), of.text.length);
}

/** What one reading shares: the budget of parts is the mail's, however they nest. */
interface Reading {
  readonly decodeBody: BodyReader;
  partsLeft: number;
}
interface Place {
  /** Of the part around it; '' at the top. */
  readonly path: string;
  readonly depth: number;
}
/** Headers and body, of a mail or of a part. */
interface Entity extends ContentType {
  readonly headers: readonly Header[];
  readonly body: MappedText;
}

function readInner(reading: Reading, text: HeadedText, place: Place): Mail {
  const entity = readEntity(reading, text, 'text/plain');
  const { headers, mediaType, parameters } = entity;
  const pieces = isMultipart(entity) ? splitEntity(reading, entity) : [];
  const parts = pieces.length > 0 ? readPieces(reading, { entity, pieces }, place) : readLeaf(reading, entity, below(place, 1));
  return { headers, mediaType, parameters, parts };
}

function readEntity(reading: Reading, of: HeadedText, fallback: string): Entity {
  const { headers, encoded, bodyStart } = readHeaders(of);
  const { mediaType, parameters } = readContentType(header({ headers }, 'content-type')?.value.text, fallback);
  const body = sliceText(of, bodyStart, of.text.length);
  const written = of.text.slice(0, bodyStart);
  const suspects = isUndecoded(written) ? headers : encoded;
  if (!suspects.some(({ value }) => isUndecoded(value.text))) return { mediaType, parameters, body, headers };
  const charset = parameters.get('charset');
  const decoded = readHeaders(of, (lines) => reading.decodeBody({ text: lines, encoding: '', charset }));
  return { mediaType, parameters, body, headers: decoded.headers };
}
function isUndecoded(text: string): boolean {
  return undecoded.some((sign) => text.includes(sign));
}

function isMultipart({ mediaType }: ContentType): boolean {
  return mediaType.startsWith('multipart/');
}

function below({ path, depth }: Place, number: number): Place {
  return { path: path === '' ? `${number}` : `${path}.${number}`, depth: depth + 1 };
}

/** By the boundary the header names, else by the one that is in use. */
function splitEntity(reading: Reading, { parameters, body }: Entity): readonly MappedText[] {
  const split = (boundary: string | undefined) =>
    boundary === undefined || boundary === '' || boundary.length > longestBoundary
      ? []
      : splitAtBoundary(body.text, boundary, reading.partsLeft);
  const named = split(parameters.get('boundary'));
  const pieces = named.length > 0 ? named : split(guessBoundary(body.text));
  return pieces.map(({ start, end }) => sliceText(body, start, end));
}

interface Multipart {
  readonly entity: Entity;
  readonly pieces: readonly MappedText[];
}

function readPieces(reading: Reading, { entity, pieces }: Multipart, place: Place): readonly MailPart[] {
  if (place.depth >= limits.mimeDepth) return [];
  const fallback = entity.mediaType === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  return pieces.flatMap((piece, index) =>
    readPart(reading, readEntity(reading, sliceText(piece, partStart(piece.text), piece.text.length), fallback), below(place, index + 1)),
  );
}

/** A part that begins with a blank line has no headers, unless those of a part stand behind it after all. */
function partStart(text: string): number {
  const start = skipToHeaders(text, 0);
  return text.slice(start, start + contentPrefix.length).toLowerCase() === contentPrefix ? start : 0;
}

function readPart(reading: Reading, entity: Entity, place: Place): readonly MailPart[] {
  if (!isMultipart(entity)) return readLeaf(reading, entity, place);
  const pieces = splitEntity(reading, entity);
  return pieces.length > 0 ? readPieces(reading, { entity, pieces }, place) : readLeaf(reading, entity, place);
}

/** One part, or none when the budget is spent. A multipart without a single boundary line is read as plain text. */
function readLeaf(reading: Reading, entity: Entity, place: Place): readonly MailPart[] {
  if (reading.partsLeft <= 0) return [];
  reading.partsLeft--;
  const { headers, parameters } = entity;
  const mediaType = isMultipart(entity) ? 'text/plain' : entity.mediaType;
  const part = { mediaType, parameters, headers, path: place.path };
  if (!isText(mediaType)) return [{ ...part, layer: emptyLayer(entity.body) }];
  if (holdsMail(mediaType) && place.depth < limits.mimeDepth)
    return [{ ...part, layer: emptyLayer(entity.body), mail: readInner(reading, fromHeaders(mailText(reading, entity)), place) }];
  if (!holdsHeaders(mediaType)) return [new TextPart(part, () => textLayer(mediaType, decoded(reading, entity)))];
  const text = decoded(reading, entity);
  return [{ ...part, layer: layerOf(text), mail: headersOnly(reading, text) }];
}
function textLayer(mediaType: string, text: MappedText): Layer {
  return layerOf(mediaType === 'text/html' ? htmlText(text) : text);
}
/** Decoded when it is looked at: what a bounce returns often is not. A class for the reason of `LazyHeader`. */
class TextPart implements MailPart {
  readonly mediaType: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly headers: readonly Header[];
  readonly path: string;
  private readonly made: () => Layer;

  constructor({ mediaType, parameters, headers, path }: Omit<MailPart, 'layer'>, make: () => Layer) {
    this.mediaType = mediaType;
    this.parameters = parameters;
    this.headers = headers;
    this.path = path;
    this.made = once(make);
  }

  get layer(): Layer {
    return this.made();
  }
}

function decoded(reading: Reading, { headers, body, parameters }: Entity): MappedText {
  return reading.decodeBody({ text: body, encoding: encodingOf(headers), charset: parameters.get('charset') });
}

function isText(mediaType: string): boolean {
  return !binaryTypes.has(mediaType.slice(0, mediaType.indexOf('/')));
}

function holdsMail(mediaType: string): boolean {
  return mediaType === 'message/rfc822' || mediaType === 'message/global';
}

function holdsHeaders(mediaType: string): boolean {
  return mediaType === 'text/rfc822-headers' || mediaType === 'message/global-headers';
}

function encodingOf(headers: readonly Header[]): string {
  const value = header({ headers }, 'content-transfer-encoding')?.value.text ?? '';
  return value.toLowerCase().split(/[\s;]/, 1)[0] ?? '';
}

function emptyLayer(body: MappedText): Layer {
  return layerOf(sliceText(body, 0, 0));
}

/** The mail inside: as it stands, so that its own parts can be read from the bytes; decoded where it was encoded against RFC 2046 §5.2.1. */
function mailText(reading: Reading, entity: Entity): MappedText {
  const encoding = encodingOf(entity.headers);
  return encoding === 'base64' || encoding === 'quoted-printable' ? decoded(reading, entity) : entity.body;
}

function headersOnly(reading: Reading, text: MappedText): Mail {
  const { headers, mediaType, parameters } = readEntity(reading, text, 'text/plain');
  return { headers, mediaType, parameters, parts: [] };
}
