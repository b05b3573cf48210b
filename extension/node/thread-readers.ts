/** Files on the disk are read in a thread, so that the host goes on answering; all others as in any host. */
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { hostSource, openHostReader } from '../src/triage/host-readers.ts';
import type { FileToRead, ReadEvent, Readers } from '../src/triage/job.ts';
import { fileSource } from './file-source.ts';

/** `script`: the bundled `triage-worker.ts`. */
export function threadReaders(script: string): Readers {
  return {
    open(parts) {
      const inHost = openHostReader(parts);
      let worker: Worker | undefined;
      return {
        read(file, isStopped) {
          if (!isOnDisk(file.uri)) return inHost.read(file, isStopped);
          worker ??= new Worker(script, { workerData: parts });
          return readInThread(worker, file, isStopped);
        },
        dispose() {
          void worker?.terminate();
        },
      };
    },
    source: (uri) => (isOnDisk(uri) ? fileSource(vscode.Uri.parse(uri, true).fsPath) : hostSource(uri)),
  };
}
/** What is typed and not saved is on no disk. */
function isOnDisk(uri: string): boolean {
  const isTyped = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri && document.isDirty);
  return vscode.Uri.parse(uri, true).scheme === 'file' && !isTyped;
}

/** How soon it is seen that the reading was stopped. */
const glance = 100;

async function* readInThread(worker: Worker, file: FileToRead, isStopped: () => boolean): AsyncGenerator<ReadEvent> {
  const waiting: (ReadEvent | undefined)[] = [];
  let wake = (): void => {};
  const take = (event: ReadEvent | undefined): void => {
    waiting.push(event);
    wake();
  };
  const fail = (error: Error): void => {
    take({ kind: 'fault', fault: 'not-readable', detail: error.message });
    take(undefined);
  };
  worker.on('message', take).on('error', fail);
  try {
    worker.postMessage({ file, path: vscode.Uri.parse(file.uri, true).fsPath });
    while (!isStopped()) {
      if (waiting.length === 0)
        await sleep((resolve) => {
          wake = resolve;
        });
      for (const event of waiting.splice(0)) {
        if (event === undefined) return;
        yield event;
      }
    }
  } finally {
    worker.off('message', take).off('error', fail);
  }
}
function sleep(wakes: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, glance);
    wakes(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
