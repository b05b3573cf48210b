/** The findings of one open log: read on, a slice at a time, where the reading ends. */
import type { Knowledge, Lens } from '@bounce-lens/shared';
import type * as vscode from 'vscode';
import { firstAbove, linesFrom, sessionReach } from './document-lines.ts';
import { createFindingIndex, type FindingIndex } from './finding-index.ts';
import { type FindingReader, openFindingReader } from './finding-reader.ts';

export interface LogParts {
  readonly lens: Lens;
  readonly knowledge: Knowledge;
  /** Its lines are told by those above them. */
  readonly hasSessions: boolean;
}
export interface OpenLog extends LogParts {
  readonly index: FindingIndex;
  /** Of all messages, also of those that were delivered. */
  readonly queueIds: Set<string>;
  /** Remembers the lines up to where the index ends; it began to tell of them at `from`. */
  reading?: { readonly reader: FindingReader; readonly from: number } | undefined;
  /** Lines read at once, so that they are neither many nor long. */
  step: number;
}

/** Then others are answered. */
const sliceMilliseconds = 6;
/** Text read between two looks at the clock. In UTF-16 units. */
const pieceLength = 16_384;
const fewLines = 50;
const mostLines = 500;
/** Queue ids are for folding, which looks no further than this many lines. */
const keptQueueIds = 100_000;

export function openLog(parts: LogParts): OpenLog {
  return { ...parts, index: createFindingIndex(), queueIds: new Set(), step: fewLines };
}

/** Read on where the index ends, for some milliseconds. */
export function readSlice(document: vscode.TextDocument, log: OpenLog): void {
  const began = Date.now();
  const { index } = log;
  // Edits above may have left less than was read before it began.
  if (log.reading !== undefined && index.lineCount < log.reading.from) log.reading = undefined;
  log.reading ??= openReading(document, log);
  const { reader, from } = log.reading;
  while (index.lineCount < document.lineCount && Date.now() - began < sliceMilliseconds) {
    const first = index.lineCount;
    const { text, count } = linesFrom(document, first, log.step);
    const found = reader.read(text).map(({ line, ...finding }) => ({ ...finding, line: first + line }));
    // What is told of lines above was told before.
    index.append(
      count,
      found.filter(({ line }) => line >= from),
    );
    log.step = Math.max(1, Math.min(mostLines, Math.round((count * pieceLength) / (text.length + 1))));
  }
  // What it remembers is of no use any more.
  if (index.lineCount >= document.lineCount) log.reading = undefined;
}
/** A log of sessions is read from some lines above, which tell the next. */
function openReading(
  document: vscode.TextDocument,
  { index, queueIds, lens, knowledge, hasSessions }: OpenLog,
): NonNullable<OpenLog['reading']> {
  const named = (queueId: string): void => {
    if (queueIds.size < keptQueueIds) queueIds.add(queueId);
  };
  const reader = openFindingReader({ lens, knowledge, named });
  const from = index.lineCount;
  const first = hasSessions ? firstAbove(document, from, sessionReach) : from;
  if (first < from) reader.read(linesFrom(document, first, from - first).text);
  return { reader, from };
}

/** What an edited line told of those around it is not known; all from there on is to be read again. */
export function forgetFrom(document: vscode.TextDocument, log: OpenLog, line: number): void {
  log.reading = undefined;
  // A session that is told in full only now may be marked some lines above.
  log.index.truncate(firstAbove(document, Math.min(line, document.lineCount - 1), sessionReach));
}
