/** What a worker thread does: it reads files, or pieces of a log, as it is told, and answers with what it found. */
import { parentPort, workerData } from 'node:worker_threads';
import { createLens, type LogReaderParts } from '@bounce-lens/shared';
import type { LensChoice } from './command-line.ts';
import type { Findings } from './findings.ts';
import { findInputs } from './inputs.ts';
import { type FileRange, openRangeBuffer } from './log/file-range.ts';
import { buffersOf, type PieceTold, readPiece } from './log/log-pieces.ts';
import { logParts } from './log/read-log.ts';
import { openLens } from './open-lens.ts';
import { readRecords, recordsAtOnce } from './read-records.ts';
import type { Reader } from './reader.ts';

export interface WorkerChoice extends Pick<Reader, 'all' | 'tallies'> {
  readonly choice: LensChoice;
}
export type Task = { readonly kind: 'file'; readonly name: string } | PieceTask;
interface PieceTask {
  readonly kind: 'piece';
  readonly range: FileRange;
  readonly modified: Date;
}
export type Answer = { readonly kind: 'file'; readonly found: readonly Findings[] } | { readonly kind: 'piece'; readonly told: PieceTold };

async function answerTo(task: Task, { reader, buffer, partsOf }: Worker): Promise<Answer> {
  switch (task.kind) {
    case 'file': {
      const found: Findings[] = [];
      for (const input of findInputs([task.name], nothing()))
        if ('fault' in input) found.push([input]);
        else for await (const findings of recordsAtOnce(input, reader) ?? readRecords(input, reader)) found.push(kept(findings));
      return { kind: 'file', found };
    }
    case 'piece':
      return { kind: 'piece', told: readPiece(task.range, partsOf(task), buffer) };
    default:
      return task satisfies never;
  }
}
interface Worker {
  readonly reader: Reader;
  readonly buffer: Buffer;
  /** How the log is read that a piece is of: the same for all its pieces, as long as no line is told in full by another. */
  partsOf(piece: PieceTask): LogReaderParts;
}
function openParts(reader: Reader): Worker['partsOf'] {
  let last: { readonly path: string; readonly parts: LogReaderParts } | undefined;
  return ({ range: { path }, modified }) => {
    if (last?.path !== path || last.parts.lines.remembers)
      last = { path, parts: logParts({ name: path, bytes: nothing(), modified }, reader) };
    return last.parts;
  };
}
/** What is handed on while more is read. */
function kept(findings: Findings): Findings {
  return 'lines' in findings ? { lines: new Uint8Array(findings.lines) } : findings;
}
async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Listens until it is ended. The choice was checked by the main thread, which opened the same. */
export async function answerTasks(): Promise<void> {
  const { choice, ...asked }: WorkerChoice = workerData;
  const opened = await openLens(choice, createLens);
  if ('faults' in opened) throw new Error(opened.faults.join(' '));
  const reader: Reader = { ...opened, ...asked };
  const worker = { reader, buffer: openRangeBuffer(), partsOf: openParts(reader) };
  let done = Promise.resolve();
  parentPort?.on('message', (task: Task) => {
    done = done.then(async () => {
      const answer = await answerTo(task, worker);
      parentPort?.postMessage(answer, answer.kind === 'piece' ? buffersOf(answer.told) : []);
    });
  });
}
