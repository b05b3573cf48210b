/** Opens the file of a record at its line; where the file is none that an editor shows, the lines around it. */
import type { TriageRecord } from '@bounce-lens/shared';
import { gather, isCompoundFile } from '@bounce-lens/shared/containers';
import * as vscode from 'vscode';
import type { Readers } from './job.ts';
import type { Origin } from './ledger.ts';
import { linesAround, windowUri } from './line-window.ts';
import { isGzip } from './unpack.ts';

/** VS Code gives extensions no longer document, so no highlight and no hover. */
const documentLength = 50 * 1024 * 1024;

export async function openRecord(record: TriageRecord, origin: Origin, readers: Readers): Promise<void> {
  const uri = vscode.Uri.parse(origin.uri, true);
  const source = readers.source(origin.uri);
  const { size } = (await source.stat()) ?? { size: 0 };
  const { bytes } = await gather(source.read(0)[Symbol.asyncIterator](), 8).catch(() => ({ bytes: new Uint8Array() }));
  if (isCompoundFile(bytes)) return showAt(windowUri(uri, undefined), 'eml', undefined);
  const { line, column = 1 } = record;
  if (origin.offset === undefined || line === undefined || (size <= documentLength && !isGzip(bytes))) {
    const shown = isGzip(bytes) ? windowUri(uri, undefined) : uri;
    return showAt(shown, undefined, line === undefined ? undefined : new vscode.Position(line - 1, column - 1));
  }
  const place = { offset: origin.offset, line };
  const window = await linesAround(source, place);
  return showAt(windowUri(uri, place), 'mail-log', new vscode.Position(window.line, column - 1));
}

async function showAt(uri: vscode.Uri, language: string | undefined, position: vscode.Position | undefined): Promise<void> {
  const opened = await vscode.workspace.openTextDocument(uri);
  const document =
    language === undefined || opened.languageId === language ? opened : await vscode.languages.setTextDocumentLanguage(opened, language);
  await vscode.window.showTextDocument(document, {
    preview: true,
    ...(position && { selection: new vscode.Range(position, position) }),
  });
}
