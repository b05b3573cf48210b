/**
 * A mailbox file → its mails, whichever of the four dialects it is written in (mboxo, mboxrd, mboxcl, mboxcl2).
 *
 * A mail begins at a dated `From ` line after an empty line, if a header follows; such lines inside a mail are quoted (`>From `) in the
 * first three dialects and stay so, because positions are those of the file. `Content-Length` is honoured where it points at such a line
 * or at the end, and inside a multipart whose boundary is still to come nothing is split: what a bounce returns belongs to the bounce.
 */
import { wholeLength } from '../byte-windows.ts';
import { type ByteFeed, openFeed } from './byte-feed.ts';
import { isFromLine, isHeaderStart } from './from-line.ts';

export interface MboxMail {
  /** 1-based. */
  readonly number: number;
  /** Without its `From ` line. */
  readonly bytes: Buffer;
  /** 0-based line of the mailbox at which `bytes` begins. */
  readonly firstLine: number;
  /** It is longer than is read. */
  readonly cut: boolean;
}

const fromWord = Buffer.from('From ');
/** Headers longer than this have no say in where their mail ends. */
const headerLength = 262_144;
/** How far ahead a boundary is looked for. */
const boundaryReach = 1 << 20;
/** After so many mails whose boundary never comes, truncation is the habit of the file. */
const patience = 100;

/** Is there an envelope line with a header behind it? A single mail may have one, too. */
export function isMbox(head: Buffer): boolean {
  if (!head.subarray(0, 5).equals(fromWord)) return false;
  const next = head.indexOf(0x0a) + 1;
  return next > 0 && isHeaderStart(head.subarray(next, next + 256).toString('latin1'));
}

interface Draft {
  readonly number: number;
  readonly firstLine: number;
  readonly parts: Buffer[];
  length: number;
  cut: boolean;
  /** The header so far; `undefined` behind it. */
  header: Buffer[] | undefined;
  /** Bytes of the body that `Content-Length` vouches for. */
  counted: number;
  /** Of a multipart whose end has not come. */
  boundary: string | undefined;
}
function newDraft(number: number, firstLine: number): Draft {
  return { number, firstLine, parts: [], length: 0, cut: false, header: [], counted: 0, boundary: undefined };
}

/** `windows` end at line ends. */
export async function* mailsOf(windows: AsyncIterable<Buffer>): AsyncGenerator<MboxMail> {
  const feed = openFeed(windows);
  const search = { fruitless: 0 };
  let draft: Draft | undefined;
  let line = 0;
  let afterEmpty = true;
  for (let bytes = await feed.line(); bytes !== undefined; bytes = await feed.line()) {
    if (draft === undefined || (afterEmpty && draft.counted === 0 && (await isOpening(bytes, draft, { feed, search })))) {
      if (draft !== undefined) yield finished(draft);
      draft = newDraft((draft?.number ?? 0) + 1, line + 1);
    } else await addLine(draft, bytes, feed);
    afterEmpty = isEmpty(bytes);
    line += 1;
  }
  if (draft !== undefined) yield finished(draft);
}
function isEmpty(bytes: Buffer): boolean {
  return bytes.length <= 2 && bytes.toString('latin1').trim() === '';
}

interface Lookout {
  readonly feed: ByteFeed;
  readonly search: { fruitless: number };
}
async function isOpening(bytes: Buffer, draft: Draft, { feed, search }: Lookout): Promise<boolean> {
  if (!bytes.subarray(0, 5).equals(fromWord) || !isFromLine(bytes.toString('latin1'))) return false;
  if (!isHeaderStart((await feed.peek(0, 256)).toString('latin1'))) return false;
  if (draft.boundary === undefined || search.fruitless >= patience) return true;
  const isInside = (await feed.peek(0, boundaryReach)).includes(`\n--${draft.boundary}`, 0, 'latin1');
  if (!isInside) search.fruitless += 1;
  return !isInside;
}

async function addLine(draft: Draft, bytes: Buffer, feed: ByteFeed): Promise<void> {
  add(draft, bytes);
  if (draft.counted > 0) draft.counted = Math.max(0, draft.counted - bytes.length);
  if (draft.header !== undefined) await readHeaderLine(draft, draft.header, { bytes, feed });
  else if (draft.boundary !== undefined && bytes[0] === 0x2d && bytes.toString('latin1').startsWith(`--${draft.boundary}--`))
    draft.boundary = undefined;
}
function add(draft: Draft, bytes: Buffer): void {
  if (draft.length + bytes.length > wholeLength) {
    draft.cut = true;
    return;
  }
  draft.parts.push(bytes);
  draft.length += bytes.length;
}

async function readHeaderLine(
  draft: Draft,
  header: Buffer[],
  { bytes, feed }: { readonly bytes: Buffer; readonly feed: ByteFeed },
): Promise<void> {
  if (!isEmpty(bytes)) {
    if (draft.length < headerLength) header.push(bytes);
    return;
  }
  draft.header = undefined;
  const text = Buffer.concat(header)
    .toString('latin1')
    .replace(/\r?\n[ \t]/g, ' ');
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
  if (length === 0 || length > wholeLength) return 0;
  const [last, ...after] = await feed.peek(length - 1, 900);
  if (last === undefined) return 0;
  const behind = Buffer.from(after).toString('latin1');
  // The line end that closes the body, and the empty line behind it, are counted by some and not by others.
  const isLineStart = last === 0x0a || /^\r?\n/.test(behind);
  const [first = '', second = ''] = behind.replace(/^(?:\r?\n){0,2}/, '').split('\n', 2);
  if (first === '' && second === '') return length;
  return isLineStart && isFromLine(first) && isHeaderStart(second) ? length : 0;
}

function finished({ number, parts, firstLine, cut }: Draft): MboxMail {
  return { number, bytes: Buffer.concat(parts), firstLine, cut };
}
