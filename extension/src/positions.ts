/** The only file that turns spans of the core into ranges of a document, and back. */
import type { Span } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { firstAbove, lastBelow } from './document-lines.ts';

/** Where a piece that was read begins: at an offset of `document.getText()`, or with a line, whose number costs nothing to keep. */
export type Origin = { readonly base: number } | { readonly line: number };

/** A piece of a document that was read: its text, and where it begins. */
export interface Window {
  readonly text: string;
  readonly base: number;
}

export function wholeOf(document: vscode.TextDocument): Window {
  return { text: document.getText(), base: 0 };
}

/** The first whole lines, up to `length` units and one line at least; nothing of the rest is copied. */
export function headOf(document: vscode.TextDocument, length: number): Window {
  let taken = 0;
  let line = 0;
  while (line < document.lineCount && taken < length) taken += document.lineAt(line++).text.length + 1;
  const end = document.lineAt(Math.max(0, line - 1)).range.end;
  return { text: document.getText(new vscode.Range(new vscode.Position(0, 0), end)).slice(0, 2 * length), base: 0 };
}

export function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** How much is read on each side of what is looked at: whole lines, and no more text than that. */
export interface Reach {
  readonly above: { readonly lines: number; readonly length: number };
  readonly below: { readonly lines: number; readonly length: number };
}
/** Of endless lines no more is read than this. In UTF-16 units. */
const longestWindow = 2_000_000;

/** The lines of a range and some more on each side, as a window of whole lines; cut off where a line is endless. */
export function windowAround(document: vscode.TextDocument, range: vscode.Range, { above, below }: Reach): Window {
  const first = new vscode.Position(firstAbove(document, Math.min(range.start.line, document.lineCount - 1), above), 0);
  const last = lastBelow(document, Math.min(range.end.line, document.lineCount - 1), below);
  const { end } = document.lineAt(last).rangeIncludingLineBreak;
  return { text: document.getText(new vscode.Range(first, end)).slice(0, longestWindow), base: document.offsetAt(first) };
}

/** A span counts UTF-16 units of the piece's text; so does the document, whose line ends are all alike in `getText()`. */
export function rangeOf(document: vscode.TextDocument, origin: Origin, span: Span): vscode.Range {
  if ('line' in origin) return new vscode.Range(origin.line, span.start, origin.line, span.end);
  return new vscode.Range(document.positionAt(origin.base + span.start), document.positionAt(origin.base + span.end));
}

export function offsetIn(document: vscode.TextDocument, origin: Origin, position: vscode.Position): number {
  return 'line' in origin ? position.character : document.offsetAt(position) - origin.base;
}
