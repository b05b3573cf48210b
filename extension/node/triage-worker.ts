/** The thread that reads: it is given what a lens is made of, then one file after another, and ends when the host ends it. */
import { parentPort, workerData } from 'node:worker_threads';
import { createLens, type LensParts } from '@bounce-lens/shared';
import type { FileToRead } from '../src/triage/job.ts';
import { readFile } from '../src/triage/read-file.ts';
import { fileSource } from './file-source.ts';

const parts: LensParts = workerData;
const lens = createLens(parts);

/** Files come one at a time: the host asks for the next when it has been told `undefined`. */
parentPort?.on('message', async ({ file, path }: { readonly file: FileToRead; readonly path: string }) => {
  const reader = { lens, knowledge: parts.knowledge, isStopped: () => false };
  for await (const event of readFile(file, fileSource(path), reader)) parentPort?.postMessage(event);
  parentPort?.postMessage(undefined);
});
