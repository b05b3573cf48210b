/**
 * One file → its records, holding no more of it than a window, or one mail. It is told by its content what it is: a log, a mail, a mailbox,
 * an Outlook message, packed or not. Runs wherever there are bytes: in a thread, or in the extension host itself.
 */
import {
  hostDateOf,
  type Knowledge,
  kindOfHead,
  type Lens,
  type LogStream,
  type LogYield,
  limits,
  openLogStream,
  type Piece,
  readPiece,
  withoutPlace,
} from '@bounce-lens/shared';
import {
  gather,
  isBinary,
  isCompoundFile,
  isMbox,
  mailOfOutlook,
  mailsOf,
  resume,
  utf16Name,
  wholeLength,
  windowLength,
  windowsOf,
} from '@bounce-lens/shared/containers';
import { follow } from './follow.ts';
import type { ByteSource, Fault, FileToRead, FoundRecord, ReadEvent } from './job.ts';
import { unpacked } from './unpack.ts';

export interface FileReader {
  readonly lens: Lens;
  readonly knowledge: Knowledge;
  readonly isStopped: () => boolean;
}
interface Opened {
  readonly name: string;
  readonly modified: number;
  readonly reader: FileReader;
}

/** Never throws for input; stops soon after it is told to. */
export async function* readFile(file: FileToRead, source: ByteSource, reader: FileReader): AsyncGenerator<ReadEvent> {
  try {
    const before = await source.stat();
    if (before === undefined) return yield { kind: 'fault', fault: 'gone' };
    const opened = { name: file.name, modified: before.modified, reader };
    if (file.isFollowed) return yield* followed(source, opened);
    yield* wholeFile(source, opened);
    const after = reader.isStopped() ? before : await source.stat();
    if (after?.size !== before.size || after.modified !== before.modified) yield { kind: 'fault', fault: 'changed' };
  } catch (error) {
    yield faultOf(error);
  }
}
function faultOf(error: unknown): ReadEvent {
  const said = error instanceof Error ? `${error.name} ${error.message} ${'code' in error ? String(error.code) : ''}` : String(error);
  if (/ENOENT|FileNotFound|EntryNotFound/.test(said)) return { kind: 'fault', fault: 'gone' };
  if (/EACCES|EPERM|NoPermissions/.test(said)) return { kind: 'fault', fault: 'not-permitted' };
  return { kind: 'fault', fault: 'not-readable', detail: error instanceof Error ? error.message : said };
}

async function* wholeFile(source: ByteSource, opened: Opened): AsyncGenerator<ReadEvent> {
  const faults: Fault[] = [];
  const state = { bytes: 0 };
  const chunks = unpacked(counted(source.read(0), opened.reader, state), (fault) => faults.push(fault));
  const { bytes, ended } = await gather(chunks, windowLength);
  const events = eventsOf({ ...opened, head: bytes, ended, chunks });
  for await (const event of events) yield event.kind === 'found' ? { ...event, bytes: state.bytes } : event;
  for (const fault of faults) yield { kind: 'fault', fault };
}
/** Ends early where it is stopped, as if the file did. */
async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  { isStopped }: FileReader,
  state: { bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    if (isStopped()) return;
    state.bytes += chunk.length;
    yield chunk;
  }
}

interface Begun extends Opened {
  /** The whole file, where it `ended`. */
  readonly head: Uint8Array;
  readonly ended: boolean;
  readonly chunks: AsyncIterator<Uint8Array>;
}
async function* eventsOf(begun: Begun): AsyncGenerator<ReadEvent> {
  const { reader, head, ended, chunks } = begun;
  if (isMbox(head)) return yield* mailboxEvents(begun);
  if (isCompoundFile(head)) return yield* outlookEvents(begun);
  if (ended && head.length <= limits.headLength) return yield pieceEvent(begun, { name: begun.name, bytes: head, firstLine: 0 });
  const kind = kindOfHead(reader.lens, head);
  if (kind === 'log') return yield* logEvents(begun);
  if (isBinary(head)) return yield { kind: 'fault', fault: 'not-text' };
  if (!ended && kind !== 'mail') return yield* logEvents(begun);
  const whole = ended ? { bytes: head, ended } : await gather(chunks, wholeLength, head);
  if (!whole.ended) yield { kind: 'fault', fault: 'too-long-mail' };
  yield pieceEvent(begun, { name: begun.name, bytes: whole.bytes.subarray(0, wholeLength), firstLine: 0 });
}

/** What is analysed at once: a mail, a short log, a text. */
function pieceEvent({ reader, modified }: Opened, piece: Piece): ReadEvent {
  const read = readPiece(piece, { ...reader, senders: true, hostDate: hostDateOf(new Date(modified)) });
  if (read === 'binary') return { kind: 'fault', fault: 'not-text' };
  return found(read === 'nothing' ? [] : read.map((record) => ({ record })));
}
function found(records: readonly FoundRecord[], later: LogYield['later'] = []): ReadEvent {
  return { kind: 'found', records, later, bytes: 0 };
}

async function* mailboxEvents(begun: Begun): AsyncGenerator<ReadEvent> {
  const { name, reader, head, chunks } = begun;
  for await (const { number, bytes, firstLine, cut } of mailsOf(windowsOf(resume(head, chunks)))) {
    if (reader.isStopped()) return;
    if (cut) yield { kind: 'fault', fault: 'too-long-mail' };
    yield pieceEvent(begun, { name: `${name}#${number}`, bytes, firstLine });
  }
}
/** The mail is made anew from what Outlook kept of it, so there is no place in the file to name. */
async function* outlookEvents(begun: Begun): AsyncGenerator<ReadEvent> {
  const { name, head, ended, chunks } = begun;
  const whole = ended ? { bytes: head, ended } : await gather(chunks, wholeLength, head);
  const mail = whole.ended ? await mailOfOutlook(whole.bytes) : undefined;
  if (mail === undefined) return yield { kind: 'fault', fault: whole.ended ? 'not-outlook' : 'too-long-mail' };
  const event = pieceEvent(begun, { name, bytes: mail, firstLine: 0 });
  if (event.kind !== 'found') return yield event;
  yield { ...event, records: event.records.map(({ record }) => ({ record: withoutPlace(record) })) };
}

function openStream({ name, modified, reader }: Opened): LogStream {
  const { lens, knowledge } = reader;
  return openLogStream({ lines: lens.openLog(), knowledge, name, senders: true, hostDate: hostDateOf(new Date(modified)) });
}
/** A log as it comes; what became of a mail comes when its story ends. */
async function* logEvents(begun: Begun): AsyncGenerator<ReadEvent> {
  const stream = openStream(begun);
  const utf16 = utf16Name(begun.head);
  const decoder = utf16 && new TextDecoder(utf16);
  for await (const bytes of resume(begun.head, begun.chunks)) {
    const { records, later } = stream.push(decoder ? decoder.decode(bytes, { stream: true }) : bytes);
    yield found(records.map(placed), later);
  }
  const { records, later } = stream.end();
  yield found(records.map(placed), later);
}
function placed({ record, offset }: LogYield['records'][number]): FoundRecord {
  return { record, offset };
}

/** Without an end there is no last word: what still waits stays open. */
async function* followed(source: ByteSource, opened: Opened): AsyncGenerator<ReadEvent> {
  let stream = openStream(opened);
  let isFirst = true;
  let bytes = 0;
  for await (const growth of follow(source, opened.reader.isStopped)) {
    if (growth === 'gone') return yield { kind: 'fault', fault: 'gone' };
    if (growth === 'restarted') {
      stream = openStream(opened);
      bytes = 0;
      yield { kind: 'restarted' };
    } else if (growth !== 'idle') {
      if (isFirst && isBinary(growth.chunk)) return yield { kind: 'fault', fault: 'not-text' };
      isFirst = false;
      bytes += growth.chunk.length;
      const { records, later } = stream.push(growth.chunk);
      yield { kind: 'found', records: records.map(placed), later, bytes };
    }
  }
}
