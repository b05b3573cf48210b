/** The only file that turns spans of the core into ranges of a document, and back. */
import type { Span } from '@bounce-lens/shared';
import * as vscode from 'vscode';

/** A piece of a document that was read: its text, and where it begins in `document.getText()`. */
export interface Window {
  readonly text: string;
  readonly base: number;
}

export function wholeOf(document: vscode.TextDocument): Window {
  return { text: document.getText(), base: 0 };
}

/** The lines of a range and some more on each side, as a window of whole lines; cut off where a line is endless. */
export function windowAround(
  document: vscode.TextDocument,
  range: vscode.Range,
  margin: { readonly lines: number; readonly length: number },
): Window {
  const first = new vscode.Position(Math.max(0, range.start.line - margin.lines), 0);
  const last = document.lineAt(Math.min(document.lineCount - 1, range.end.line + margin.lines)).rangeIncludingLineBreak.end;
  return { text: document.getText(new vscode.Range(first, last)).slice(0, margin.length), base: document.offsetAt(first) };
}

/** A span counts UTF-16 units of the window's text; so does the document, whose line ends are all alike in `getText()`. */
export function rangeOf(document: vscode.TextDocument, window: { readonly base: number }, span: Span): vscode.Range {
  return new vscode.Range(document.positionAt(window.base + span.start), document.positionAt(window.base + span.end));
}

export function offsetIn(document: vscode.TextDocument, window: { readonly base: number }, position: vscode.Position): number {
  return document.offsetAt(position) - window.base;
}
