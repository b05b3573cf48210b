/** Files on the disk are read in a thread, so that the host goes on answering; all others as in any host. */
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { hostSource, openHostReader } from '../src/triage/host-readers.ts';
import type { Readers } from '../src/triage/job.ts';
import { fileSource } from './file-source.ts';
import { openThread, readInThread } from './read-in-thread.ts';

/** `script`: the bundled `triage-worker.ts`. */
export function threadReaders(script: string): Readers {
  return {
    open(parts) {
      const inHost = openHostReader(parts);
      const thread = openThread(() => new Worker(script, { workerData: parts }));
      return {
        read(file, isStopped) {
          if (!isOnDisk(file.uri)) return inHost.read(file, isStopped);
          return readInThread(thread.get(), { file, path: vscode.Uri.parse(file.uri, true).fsPath }, isStopped);
        },
        dispose: () => thread.end(),
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
