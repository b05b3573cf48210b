/** A piece of a file → its records: what every host that reads files does with each mail, short log and text in them. */
import { lineColumns } from './containers/line-columns.ts';
import { isBinary, sourceOf } from './containers/source-of.ts';
import type { Knowledge } from './knowledge.ts';
import type { Lens } from './lens.ts';
import { limits } from './limits.ts';
import type { Analysis } from './model.ts';
import { linesOf } from './scan/lines.ts';
import { attemptOf, tellStories } from './story/tell-stories.ts';
import { type RecordExtras, type TriageRecord, toRecord } from './triage/record.ts';
import { openSenders, type Senders } from './triage/senders.ts';
import { withStories } from './triage/with-stories.ts';

/** What is analysed at once. */
export interface Piece {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** 0-based line of the file at which `bytes` begins. */
  readonly firstLine: number;
}
export interface PieceReader {
  readonly lens: Lens;
  readonly knowledge: Knowledge;
  /** Keep deliveries too. */
  readonly all?: boolean;
  /** Records of a log bear the sender that another line of their message states. */
  readonly senders?: boolean;
  /** The file's own date. */
  readonly hostDate: NonNullable<RecordExtras['hostDate']>;
}

/** `binary`: not text, nor mail; `nothing`: it tells of no delivery. */
export function readPiece({ name, bytes, firstLine }: Piece, reader: PieceReader): readonly TriageRecord[] | 'binary' | 'nothing' {
  const { lens, knowledge, all, hostDate } = reader;
  const source = sourceOf(bytes, name);
  const { kind, verdicts } = lens.analyze(source);
  if (kind === 'nothing' && isBinary(bytes)) return 'binary';
  if (verdicts.length === 0) return 'nothing';
  const starts = verdicts.map(({ finding }) => finding.anchor.start);
  const places = lineColumns(source.text, starts);
  const extras = { hostDate, ...(lens.timeZone && { timeZone: lens.timeZone }) };
  const records = verdicts.map((verdict, index) => {
    const { line = 0, column = 0 } = places[index] ?? {};
    const place = { file: name, line: firstLine + line + 1, column: column + 1 };
    return all || verdict.finding.outcome !== 'delivered' ? toRecord(verdict, place, knowledge, extras) : undefined;
  });
  if (kind !== 'log') return records.filter((record) => record !== undefined);
  const told = [...withStories(records, tellStories(verdicts.map(attemptOf)))];
  return reader.senders === true ? told.map(sendersIn(source.text, lens).inRecord) : told;
}
function sendersIn(text: string, lens: Lens): Senders {
  const lines = lens.openLog().senders;
  const senders = openSenders();
  for (const { start } of linesOf(text)) {
    const stated = lines.of(text, start);
    if (stated !== undefined) senders.add(stated.queueId, stated.sender);
  }
  return senders;
}

/** What a long file is taken for: by its first lines, else by the whole window that `head` is. */
export function kindOfHead(lens: Lens, head: Uint8Array): Analysis['kind'] {
  const kindWithin = (length: number): Analysis['kind'] => lens.kindOf(sourceOf(head.subarray(0, head.lastIndexOf(0x0a, length) + 1), ''));
  const kind = kindWithin(limits.headLength);
  return kind === 'log' ? kind : kindWithin(head.length);
}

/** A record of a mail that was made anew out of another form: there is no place in the file to name. */
export function withoutPlace({ line: _line, column: _column, ...record }: TriageRecord): TriageRecord {
  return record;
}
