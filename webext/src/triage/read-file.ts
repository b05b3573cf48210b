/** One file → its records, holding no more of its text in memory than a window, or one mail. For a worker: nothing here knows a page. */
import {
  hostDateOf,
  type Knowledge,
  kindOfHead,
  type Lens,
  type LogYield,
  limits,
  openLogStream,
  type Piece,
  readPiece,
  recordOfNothing,
  type TriageRecord,
  withoutPlace,
} from '@bounce-lens/shared';
import {
  gather,
  isCompoundFile,
  isMbox,
  type MboxMail,
  mailOfOutlook,
  mailsOf,
  resume,
  utf16Name,
  wholeLength,
  windowLength,
  windowsOf,
} from '@bounce-lens/shared/containers';
import type { FaultKind } from './protocol.ts';

export interface Reader {
  readonly lens: Lens;
  readonly knowledge: Knowledge;
  readonly all: boolean;
  /** Bytes of the file that have been taken. */
  readonly progress: (read: number) => void;
}
export type Found = { readonly records: readonly TriageRecord[] } | { readonly name: string; readonly fault: FaultKind };

interface Opened {
  readonly file: File;
  readonly reader: Reader;
  /** The whole file, where it `ended`. */
  readonly head: Uint8Array;
  readonly ended: boolean;
  readonly chunks: AsyncIterator<Uint8Array>;
}

/** Never throws for what the file holds. */
export async function* readFile(file: File, reader: Reader): AsyncGenerator<Found> {
  try {
    const chunks = await chunksOf(file, reader.progress);
    const { bytes: head, ended } = await gather(chunks, windowLength);
    yield* recordsFrom({ file, reader, head, ended, chunks });
  } catch {
    yield { name: file.name, fault: 'unreadable' };
  }
}

/** What the file holds, unpacked where it is a gzip (RFC 1952: 1f 8b). */
async function chunksOf(file: File, progress: Reader['progress']): Promise<AsyncIterator<Uint8Array>> {
  const taken = { bytes: 0 };
  const counter = new TransformStream<Uint8Array, BufferSource>({
    transform: (chunk, controller) => {
      taken.bytes += chunk.length;
      progress(taken.bytes);
      controller.enqueue(new Uint8Array(chunk));
    },
  });
  const counted = file.stream().pipeThrough(counter);
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  return iterate(isPacked ? counted.pipeThrough(new DecompressionStream('gzip')) : counted);
}
async function* iterate(stream: ReadableStream<BufferSource>): AsyncGenerator<Uint8Array> {
  const source = stream.getReader();
  for (let next = await source.read(); !next.done; next = await source.read()) yield bytesIn(next.value);
}
function bytesIn(piece: BufferSource): Uint8Array {
  return ArrayBuffer.isView(piece) ? new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength) : new Uint8Array(piece);
}

async function* recordsFrom(opened: Opened): AsyncGenerator<Found> {
  const { file, reader, head, ended, chunks } = opened;
  if (isMbox(head)) return yield* mailboxRecords(opened);
  if (isCompoundFile(head)) return yield* outlookRecords(opened);
  const whole = { file, reader, name: file.name, bytes: head, firstLine: 0 };
  if (ended && head.length <= limits.headLength) return yield pieceRecords(whole);
  const kind = kindOfHead(reader.lens, head);
  if (kind === 'log') return yield* logRecords(opened);
  if (ended) return yield pieceRecords(whole);
  const more = await gather(chunks, wholeLength, head);
  if (!more.ended && kind !== 'mail') return yield* logRecords({ ...opened, head: more.bytes });
  if (!more.ended) yield { name: file.name, fault: 'too-long' };
  yield pieceRecords({ ...whole, bytes: more.bytes.subarray(0, wholeLength) });
}

/** What is analysed at once: a mail, a short log, a text. */
interface NamedPiece extends Piece {
  readonly file: File;
  readonly reader: Reader;
}
function pieceRecords({ file, reader, ...piece }: NamedPiece): Found {
  const read = readPiece(piece, { ...reader, senders: true, hostDate: hostDateOf(new Date(file.lastModified)) });
  if (read === 'binary') return { name: piece.name, fault: 'binary' };
  return { records: read === 'nothing' ? [recordOfNothing(piece.name)] : read };
}

async function* mailboxRecords({ file, reader, head, chunks }: Opened): AsyncGenerator<Found> {
  const piece = ({ number, bytes, firstLine }: MboxMail) => ({ file, reader, name: `${file.name}#${number}`, bytes, firstLine });
  for await (const mail of mailsOf(windowsOf(resume(head, chunks)))) {
    if (mail.cut) yield { name: `${file.name}#${mail.number}`, fault: 'too-long' };
    yield pieceRecords(piece(mail));
  }
}

/** The mail is made anew from what Outlook kept of it, so there is no place in the file to name. */
async function* outlookRecords({ file, reader, head, ended, chunks }: Opened): AsyncGenerator<Found> {
  const whole = ended ? { bytes: head, ended } : await gather(chunks, wholeLength, head);
  if (!whole.ended) return yield { name: file.name, fault: 'too-long' };
  const bytes = await mailOfOutlook(whole.bytes);
  if (bytes === undefined) return yield { name: file.name, fault: 'outlook' };
  const found = pieceRecords({ file, reader, name: file.name, bytes, firstLine: 0 });
  if (!('records' in found)) return yield found;
  yield { records: found.records.map(withoutPlace) };
}

/** A log, as it comes. What became of a mail is known at its end, so records wait until then; the text does not. */
async function* logRecords({ file, reader, head, chunks }: Opened): AsyncGenerator<Found> {
  const { lens, knowledge, all } = reader;
  const stream = openLogStream({
    lines: lens.openLog(),
    knowledge,
    name: file.name,
    all,
    senders: true,
    hostDate: hostDateOf(new Date(file.lastModified)),
  });
  const records: TriageRecord[] = [];
  const take = (found: LogYield): void => {
    for (const { record } of found.records) records.push(record);
    for (const { index, facts } of found.later) {
      const record = records[index];
      if (record) records[index] = { ...record, ...facts };
    }
  };
  for await (const piece of textPieces(head, chunks)) take(stream.push(piece));
  take(stream.end());
  yield { records: records.length === 0 ? [recordOfNothing(file.name)] : records };
}
/** UTF-8 as it is; UTF-16, which says so itself, as text. */
async function* textPieces(head: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array | string> {
  const utf16 = utf16Name(head);
  const decoder = utf16 && new TextDecoder(utf16);
  for await (const bytes of resume(head, chunks)) yield decoder ? decoder.decode(bytes, { stream: true }) : bytes;
}
