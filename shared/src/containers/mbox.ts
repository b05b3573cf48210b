/**
 * A mailbox file → its mails, whichever of the four dialects it is written in (mboxo, mboxrd, mboxcl, mboxcl2).
 *
 * A mail begins at a dated `From ` line after an empty line, if a header follows; such lines inside a mail are quoted (`>From `) in the
 * first three dialects and stay so, because positions are those of the file. `Content-Length` is honoured where it points at such a line
 * or at the end, and inside a multipart whose boundary is still to come nothing is split: what a bounce returns belongs to the bounce.
 */
import { limits } from '../limits.ts';
import { type ByteFeed, openFeed } from './byte-feed.ts';
import { asciiText, joinBytes, startsWith } from './bytes.ts';
import { isFromLine, isHeaderStart } from './from-line.ts';

export interface MboxMail {
  /** 1-based. */
  readonly number: number;
  /** Without its `From ` line. */
  readonly bytes: Uint8Array;
  /** 0-based line of the mailbox at which `bytes` begins. */
  readonly firstLine: number;
  /** It is longer than is read. */
  readonly cut: boolean;
}

/** `From ` */
const fromWord = [0x46, 0x72, 0x6f, 0x6d, 0x20];
/** Headers longer than this have no say in where their mail ends. */
const headerLength = 262_144;
/** How far ahead a boundary is looked for. */
const boundaryReach = 1 << 20;
/** After so many mails whose boundary never comes, truncation is the habit of the file. */
const patience = 100;

/** Is there an envelope line with a header behind it? A single mail may have one, too. */
export function isMbox(head: Uint8Array): boolean {
  if (!startsWith(head, fromWord)) return false;
  const next = head.indexOf(0x0a) + 1;
  return next > 0 && isHeaderStart(asciiText(head.subarray(next, next + 256)));
}

/** The mail of a mailbox, held whole, in which no line but the first begins as those before mails do; `undefined` of any other. */
export function loneMail(mailbox: Uint8Array): MboxMail | undefined {
  const isCut = mailbox.length > limits.mailLength;
  if (isCut || asciiText(mailbox).includes('\nFrom ')) return undefined;
  return { number: 1, bytes: mailbox.subarray(mailbox.indexOf(0x0a) + 1), firstLine: 1, cut: false };
}

interface Draft {
  readonly number: number;
  readonly firstLine: number;
  readonly parts: Uint8Array[];
  length: number;
  cut: boolean;
  /** The header so far; `undefined` behind it. */
  header: Uint8Array[] | undefined;
  /** Bytes of the body that `Content-Length` vouches for. */
  counted: number;
  /** Of a multipart whose end has not come. */
  boundary: string | undefined;
}
function newDraft(number: number, firstLine: number): Draft {
  return { number, firstLine, parts: [], length: 0, cut: false, header: [], counted: 0, boundary: undefined };
}

/** `windows` end at line ends. */
export async function* mailsOf(windows: AsyncIterable<Uint8Array>): AsyncGenerator<MboxMail> {
  const feed = openFeed(windows);
  const search = { fruitless: 0 };
  let draft: Draft | undefined;
  let line = 0;
  let afterEmpty = true;
  for (;;) {
    const next = feed.line();
    const bytes = next instanceof Promise ? await next : next;
    if (bytes === undefined) break;
    if (draft === undefined || (afterEmpty && draft.counted === 0 && (await isOpening(bytes, draft, { feed, search })))) {
      if (draft !== undefined) yield finished(draft);
      draft = newDraft((draft?.number ?? 0) + 1, line + 1);
    } else if (addLine(draft, bytes)) await readHeader(draft, feed);
    afterEmpty = isEmpty(bytes);
    line += 1;
  }
  if (draft !== undefined) yield finished(draft);
}
/** Nothing, or white space, before its end. */
function isEmpty(bytes: Uint8Array): boolean {
  return bytes.length <= 2 && bytes.every((byte) => byte === 0x20 || byte === 0xa0 || (byte >= 0x09 && byte <= 0x0d));
}

interface Lookout {
  readonly feed: ByteFeed;
  readonly search: { fruitless: number };
}
async function isOpening(bytes: Uint8Array, draft: Draft, { feed, search }: Lookout): Promise<boolean> {
  if (!startsWith(bytes, fromWord) || !isFromLine(asciiText(bytes))) return false;
  if (!isHeaderStart(asciiText(await feed.peek(0, 256)))) return false;
  if (draft.boundary === undefined || search.fruitless >= patience) return true;
  const isInside = asciiText(await feed.peek(0, boundaryReach)).includes(`\n--${draft.boundary}`);
  if (!isInside) search.fruitless += 1;
  return !isInside;
}

/** Whether the line ended the header, which is to be read then. */
function addLine(draft: Draft, bytes: Uint8Array): boolean {
  add(draft, bytes);
  if (draft.counted > 0) draft.counted = Math.max(0, draft.counted - bytes.length);
  if (draft.header !== undefined) {
    if (isEmpty(bytes)) return true;
    if (draft.length < headerLength) draft.header.push(bytes);
  } else if (draft.boundary !== undefined && bytes[0] === 0x2d && asciiText(bytes).startsWith(`--${draft.boundary}--`))
    draft.boundary = undefined;
  return false;
}
function add(draft: Draft, bytes: Uint8Array): void {
  if (draft.length + bytes.length > limits.mailLength) {
    draft.cut = true;
    return;
  }
  draft.parts.push(bytes);
  draft.length += bytes.length;
}

async function readHeader(draft: Draft, feed: ByteFeed): Promise<void> {
  const header = draft.header ?? [];
  draft.header = undefined;
  const text = asciiText(joinBytes(header)).replace(/\r?\n[ \t]/g, ' ');
  draft.boundary = boundaryOf(text);
  draft.counted = await countedBody(text, feed);
}
/** `Content-Type: multipart/report; boundary="b1"` */
function boundaryOf(header: string): string | undefined {
  const type = /^content-type:[ \t]{0,8}multipart\/[^\r\n]{0,2000}/im.exec(header)?.[0];
  const found = /;[ \t]{0,8}boundary[ \t]{0,8}=[ \t]{0,8}(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(type ?? '');
  return found?.[1] ?? found?.[2];
}
/** What `Content-Length` says, where a mail, or nothing, follows what it counts; else 0. */
async function countedBody(header: string, feed: ByteFeed): Promise<number> {
  const length = Number(/^content-length:[ \t]{0,8}(\d{1,9})[ \t]{0,8}\r?$/im.exec(header)?.[1] ?? 0);
  if (length === 0 || length > limits.mailLength) return 0;
  const [last, ...after] = await feed.peek(length - 1, 900);
  if (last === undefined) return 0;
  const behind = asciiText(Uint8Array.from(after));
  // The line end that closes the body, and the empty line behind it, are counted by some and not by others.
  const isLineStart = last === 0x0a || /^\r?\n/.test(behind);
  const [first = '', second = ''] = behind.replace(/^(?:\r?\n){0,2}/, '').split('\n', 2);
  if (first === '' && second === '') return length;
  return isLineStart && isFromLine(first) && isHeaderStart(second) ? length : 0;
}

function finished({ number, parts, firstLine, cut }: Draft): MboxMail {
  return { number, bytes: joinBytes(parts), firstLine, cut };
}
