/**
 * What cannot be opened as a document is shown as one that is read-only: the lines around a hit of a log that is too big for an editor or is
 * packed, and the mail that an Outlook message holds. The address says all that is needed to make the text again, so a window that is
 * restored shows it again.
 */
import { gather, isCompoundFile, mailOfOutlook, wholeLength } from '@bounce-lens/shared/containers';
import * as vscode from 'vscode';
import type { ByteSource, Readers } from './job.ts';
import { isGzip, unpacked } from './unpack.ts';

export const windowScheme = 'bounce-lens-window';
/** Bytes shown before and behind the line. */
const reach = 64 * 1024;

interface WindowAddress {
  readonly uri: string;
  /** Where the line begins, in bytes, and its number; absent where all of it is shown: a short packed file, an Outlook message. */
  readonly offset?: number;
  readonly line?: number;
}
export interface LineWindow {
  readonly text: string;
  /** 0-based, in this text. */
  readonly line: number;
}

/** The address of the document that shows `line` (1-based) of a log. Its name says what it is; its ending, what language. */
export function windowUri(file: vscode.Uri, place: { readonly offset: number; readonly line: number } | undefined): vscode.Uri {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const address: WindowAddress = { uri: file.toString(), ...place };
  const whole = /\.gz$/i.test(name) ? name.slice(0, -3) : `${name}.eml`;
  const shown = place === undefined ? whole : `${name} @ ${place.line}.log`;
  return vscode.Uri.from({ scheme: windowScheme, path: `/${shown}`, query: JSON.stringify(address) });
}

export function registerLineWindows(readers: Readers): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(windowScheme, {
    async provideTextDocumentContent({ query }) {
      const address = addressIn(query);
      if (address === undefined) return '';
      const source = readers.source(address.uri);
      if (address.offset === undefined || address.line === undefined) return wholeText(source);
      return (await linesAround(source, { offset: address.offset, line: address.line })).text;
    },
  });
}
function addressIn(query: string): WindowAddress | undefined {
  try {
    const { uri, offset, line }: Readonly<Record<string, unknown>> = Object(JSON.parse(query));
    if (typeof uri !== 'string') return undefined;
    return { uri, ...(typeof offset === 'number' && { offset }), ...(typeof line === 'number' && { line }) };
  } catch {
    return undefined;
  }
}

/** The line and those around it, below a line that says which they are. */
export async function linesAround(
  source: ByteSource,
  { offset, line }: { readonly offset: number; readonly line: number },
): Promise<LineWindow> {
  const from = Math.max(0, offset - reach);
  const bytes = await bytesFrom(source, from, offset - from + reach);
  const before = wholeLines(bytes.subarray(0, offset - from), from > 0);
  const behind = upToLastEnd(bytes.subarray(offset - from));
  const first = line - countEnds(before);
  const last = line + Math.max(0, countEnds(behind) - 1);
  const header = vscode.l10n.t('Lines {0} to {1}; the file is not shown whole.', String(first), String(last));
  const decoder = new TextDecoder();
  return { text: `# ${header}\n${decoder.decode(before)}${decoder.decode(behind)}`, line: 1 + line - first };
}
/** Of a packed file, bytes of what it holds. */
async function bytesFrom(source: ByteSource, from: number, length: number): Promise<Uint8Array> {
  const head = await gather(source.read(0)[Symbol.asyncIterator](), 3);
  if (!isGzip(head.bytes)) {
    const chunks = source.read(from)[Symbol.asyncIterator]();
    const { bytes } = await gather(chunks, length);
    await chunks.return?.();
    return bytes.subarray(0, length);
  }
  return (
    await skipTo(
      unpacked(source.read(0), () => {}),
      from,
      length,
    )
  ).subarray(0, length);
}
async function skipTo(chunks: AsyncGenerator<Uint8Array>, from: number, length: number): Promise<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    if (at + chunk.length > from) return (await gather(chunks, length, chunk.subarray(from - at))).bytes;
    at += chunk.length;
  }
  return new Uint8Array();
}
/** Without the line that is cut at the beginning. */
function wholeLines(bytes: Uint8Array, isCut: boolean): Uint8Array {
  return isCut ? bytes.subarray(bytes.indexOf(0x0a) + 1) : bytes;
}
function upToLastEnd(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(0x0a) + 1;
  return end === 0 ? bytes : bytes.subarray(0, end);
}
function countEnds(bytes: Uint8Array): number {
  return new TextDecoder().decode(bytes).match(/\r\n|\n|\r/g)?.length ?? 0;
}

async function wholeText(source: ByteSource): Promise<string> {
  const { bytes } = await gather(
    unpacked(source.read(0), () => {}),
    wholeLength,
  );
  const mail = isCompoundFile(bytes) ? await mailOfOutlook(bytes) : bytes;
  return new TextDecoder().decode(mail?.subarray(0, wholeLength) ?? new Uint8Array());
}
