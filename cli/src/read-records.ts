/** One input → its records, holding no more of it in memory than a window, or one mail. */
import { readFileSync } from 'node:fs';
import { hostDateOf, kindOfHead, limits, type Piece, readPiece, recordOfNothing, withoutPlace } from '@bounce-lens/shared';
import {
  gather,
  isCompoundFile,
  isMbox,
  loneMail,
  type MboxMail,
  mailOfOutlook,
  mailsOf,
  resume,
  utf16Name,
  wholeLength,
  windowLength,
  windowsOf,
} from '@bounce-lens/shared/containers';
import { isGzip, isPackedFile, unpacked } from './containers/gzip.ts';
import { faultOf } from './fault.ts';
import type { Findings, Found } from './findings.ts';
import type { Input } from './inputs.ts';
import { type Begun, logFindings } from './log/read-log.ts';
import { unreadableOutlook } from './piped.ts';
import type { Reader } from './reader.ts';

/** A file without an event gives one record that says so; what could not be read, a fault beside what could. Never throws for input. */
export async function* readRecords(input: Input, reader: Reader): AsyncGenerator<Findings> {
  const faults: string[] = [];
  const chunks = unpacked(input.bytes, (fault) => faults.push(fault));
  try {
    const { bytes, ended } = await gather(chunks, windowLength);
    yield* recordsFrom({ input, reader, head: bytes, ended, chunks });
    if (faults.length > 0) yield faults.map((fault) => ({ name: input.name, fault }));
  } catch (error) {
    yield [{ name: input.name, fault: faultOf(error) }];
  } finally {
    await chunks.return(undefined);
  }
}

/**
 * The same of a small file, which most mails are, without a wait: all the waiting of `readRecords` costs as much as to understand a mail.
 * `undefined` of what is no file, or is of a kind that is read piece by piece.
 */
export function recordsAtOnce(input: Input, reader: Reader): readonly [Findings] | undefined {
  const { name, file } = input;
  if (file === undefined || file.size > limits.headLength) return undefined;
  try {
    const bytes = readFileSync(name);
    if (bytes.length > limits.headLength || isGzip(bytes) || isCompoundFile(bytes)) return undefined;
    if (!isMbox(bytes)) return [pieceRecords({ input, reader, name, bytes, firstLine: 0 })];
    const mail = loneMail(bytes);
    return mail && [pieceRecords({ ...mail, input, reader, name: nameOfLone(name) })];
  } catch (error) {
    return [[{ name, fault: faultOf(error) }]];
  }
}

interface Opened {
  readonly input: Input;
  readonly reader: Reader;
  /** The whole input, where it `ended`. */
  readonly head: Uint8Array;
  readonly ended: boolean;
  readonly chunks: AsyncIterator<Uint8Array>;
}
async function* recordsFrom(opened: Opened): AsyncGenerator<Findings> {
  const { input, reader, head, ended, chunks } = opened;
  if (isMbox(head)) return yield* mailboxRecords(opened);
  if (isCompoundFile(head)) return yield* outlookRecords(opened);
  const whole = { input, reader, name: input.name, bytes: head, firstLine: 0 };
  if (ended && head.length <= limits.headLength) return yield pieceRecords(whole);
  const kind = kindOfHead(reader.lens, head);
  if (kind === 'log') return yield* logFindings(input, reader, await onlyOnce(opened));
  if (ended) return yield pieceRecords(whole);
  const more = await gather(chunks, wholeLength, head);
  if (!more.ended && kind !== 'mail') return yield* logFindings(input, reader, await onlyOnce({ ...opened, head: more.bytes }));
  if (!more.ended) yield [{ name: input.name, fault: `longer than ${wholeLength >> 20} MiB: only its beginning was read` }];
  yield pieceRecords({ ...whole, bytes: more.bytes.subarray(0, wholeLength) });
}

/** A file that is as it is may be opened again; what is packed, piped in or written as UTF-16 goes on from where it is. */
async function onlyOnce({ input, head, chunks }: Opened): Promise<Begun | undefined> {
  const isPlain = input.file && utf16Name(head) === undefined && !(await isPackedFile(input.name));
  return isPlain ? undefined : { head, chunks };
}

/** The mail is made anew from what Outlook kept of it, so there is no place in the file to name. */
async function* outlookRecords({ input, reader, head, ended, chunks }: Opened): AsyncGenerator<Findings> {
  const { name } = input;
  const whole = ended ? { bytes: head, ended } : await gather(chunks, wholeLength, head);
  if (!whole.ended) return yield [{ name, fault: `longer than ${wholeLength >> 20} MiB: an Outlook message can only be read whole` }];
  const bytes = await mailOfOutlook(whole.bytes);
  if (bytes === undefined) return yield [{ name, fault: unreadableOutlook }];
  yield pieceRecords({ input, reader, name, bytes, firstLine: 0 }).map((found) => ('fault' in found ? found : withoutPlace(found)));
}

/** What is analysed at once: a mail, a short log, a text. */
interface NamedPiece extends Piece {
  readonly input: Input;
  readonly reader: Reader;
}
function pieceRecords({ input, reader, ...piece }: NamedPiece): readonly Found[] {
  const read = readPiece(piece, { ...reader, hostDate: hostDateOf(input.modified) });
  if (read === 'binary') return [{ name: piece.name, fault: 'not text, nor mail: a binary file' }];
  return read === 'nothing' ? [recordOfNothing(piece.name)] : read;
}

/** A lone mail with an envelope line is a mail; only where the file is named a mailbox, or holds more, do mails have numbers. */
function nameOfLone(name: string): string {
  return /\.mbo?x$/i.test(name) ? `${name}#1` : name;
}
async function* mailboxRecords({ input, reader, head, ended, chunks }: Opened): AsyncGenerator<Findings> {
  const { name } = input;
  const piece = ({ number, bytes, firstLine }: MboxMail): NamedPiece => ({ input, reader, name: `${name}#${number}`, bytes, firstLine });
  let first: MboxMail | undefined;
  for await (const mail of mailsOf(windowsOf(ended ? resume(head, emptyIterator()) : resume(head, chunks)))) {
    if (mail.cut) yield [{ name: `${name}#${mail.number}`, fault: `longer than ${wholeLength >> 20} MiB: only its beginning was read` }];
    if (mail.number === 1) {
      first = mail;
      continue;
    }
    if (first !== undefined) yield pieceRecords(piece(first));
    first = undefined;
    yield pieceRecords(piece(mail));
  }
  if (first !== undefined) yield pieceRecords({ ...piece(first), name: nameOfLone(name) });
}
function emptyIterator(): AsyncIterator<Uint8Array> {
  return { next: async () => ({ done: true, value: undefined }) };
}
