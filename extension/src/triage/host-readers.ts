/** Reading in the extension host itself: where there is no thread (a web worker), or the file is on no disk (a virtual workspace). */
import { createLens, type LensParts } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { ByteSource, Readers, RunReader } from './job.ts';
import { readFile } from './read-file.ts';

/** VS Code gives these files only whole, so a bigger one would be in memory twice. */
const wholeLimit = 512 * 1024 * 1024;
/** The host answers keystrokes between two pieces. */
const pieceLength = 1024 * 1024;

export const hostReaders: Readers = { open: openHostReader, source: hostSource };

export function openHostReader(parts: LensParts): RunReader {
  const lens = createLens(parts);
  return {
    async *read(file, isStopped) {
      const source = hostSource(file.uri);
      const { size = 0 } = (await source.stat().catch(() => undefined)) ?? {};
      if (size > wholeLimit) return yield { kind: 'fault', fault: 'too-long-here' };
      yield* readFile(file, source, { lens, knowledge: parts.knowledge, isStopped });
    },
    dispose() {},
  };
}

/** What is typed and not saved is read as it is shown; else the file. */
export function hostSource(uri: string): ByteSource {
  const place = vscode.Uri.parse(uri, true);
  const shown = (): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri && (document.isDirty || document.isUntitled));
  return {
    async stat() {
      const document = shown();
      if (document !== undefined) return { size: document.getText().length, modified: 0 };
      try {
        const { size, mtime } = await vscode.workspace.fs.stat(place);
        return { size, modified: mtime };
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code !== 'FileNotFound') throw error;
        return undefined;
      }
    },
    async *read(from) {
      const document = shown();
      const bytes = document ? new TextEncoder().encode(document.getText()) : await vscode.workspace.fs.readFile(place);
      for (let at = from; at < bytes.length; at += pieceLength) {
        yield bytes.subarray(at, at + pieceLength);
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
      }
    },
  };
}
