/** Many inputs, or one big log, read by several threads; what is found comes out as one thread would have found it. */

import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { limits } from '@bounce-lens/shared';
import { isCompoundFile, isMbox, sourceOf, utf16Name } from '@bounce-lens/shared/containers';
import type { Answer, Task, WorkerChoice } from './answer-tasks.ts';
import { type Fault, faultOf } from './fault.ts';
import type { Findings } from './findings.ts';
import type { Input } from './inputs.ts';
import { pieceLength, type ReadPiece, readLogInPieces } from './log/read-log.ts';
import { inOrder } from './log/share-out.ts';
import { openThreads, type Threads } from './log/threads.ts';
import { readRecords } from './read-records.ts';
import type { Reader } from './reader.ts';

/**
 * Each thread takes its room anew. Most of what a record costs is short-lived: little room for it is soon cleared. And the less a thread may have
 * in all, the sooner it clears what it does not need; the most that it needs, the text of a packed mail of `limits.mailLength`, is far less than this.
 */
const roomOfThread = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 1024 } as const;
/** The bundle of `worker.ts` lies beside that of this file. */
export function openReaders(count: number, choice: WorkerChoice): Threads<Task, Answer> {
  const program = join(import.meta.dirname, 'worker.cjs');
  return openThreads(count, () => new Worker(program, { workerData: choice, resourceLimits: roomOfThread }));
}

type Asked = Input | Fault;
/** Bytes; what is shorter is not worth to be cut in pieces. */
const smallFile = 4 * pieceLength;
export async function* readInThreads(inputs: Iterable<Asked>, reader: Reader, threads: Threads<Task, Answer>): AsyncGenerator<Findings> {
  // Small files are read ahead, each by a thread; a big one is read when its turn comes, by all of them where it is a log.
  const ask = async (input: Asked): Promise<Iterable<Findings> | AsyncIterable<Findings>> => {
    if ('fault' in input) return [[input]];
    return input.file && input.file.size < smallFile ? readFile(input, threads) : bigFile(input, reader, threads);
  };
  for await (const found of inOrder(inputs, ask, 2 * threads.count)) yield* found;
}
async function readFile({ name }: Input, threads: Threads<Task, Answer>): Promise<readonly Findings[]> {
  try {
    const answer = await threads.run({ kind: 'file', name });
    return answer.kind === 'file' ? answer.found : [];
  } catch (error) {
    return [[{ name, fault: faultOf(error) }]];
  }
}
async function* bigFile(input: Input, reader: Reader, threads: Threads<Task, Answer>): AsyncGenerator<Findings> {
  // This thread reads as well.
  const others = threads.count - 1;
  const read: ReadPiece = async (range) => {
    const answer = await threads.run({ kind: 'piece', range, modified: input.modified }, others);
    if (answer.kind !== 'piece') throw new TypeError('a thread answered another question');
    return answer.told;
  };
  try {
    const records = (await isPlainLog(input, reader)) ? await readLogInPieces(input, reader, { read, ahead: 2 * others }) : undefined;
    yield* records ?? readRecords(input, reader);
  } catch (error) {
    yield [{ name: input.name, fault: faultOf(error) }];
  }
}

/** A file whose first lines are those of a log, as it is: not packed, nor written in another encoding. */
async function isPlainLog({ name, file }: Input, { lens }: Reader): Promise<boolean> {
  if (!file) return false;
  const opened = await open(name);
  try {
    const { bytesRead, buffer } = await opened.read(Buffer.alloc(limits.headLength), 0, limits.headLength, 0);
    const head = buffer.subarray(0, bytesRead);
    if (isMbox(head) || isCompoundFile(head) || utf16Name(head) !== undefined) return false;
    return lens.kindOf(sourceOf(head.subarray(0, head.lastIndexOf(0x0a) + 1), name)) === 'log';
  } finally {
    await opened.close();
  }
}
