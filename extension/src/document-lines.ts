/** Stretches of a document, a bounded part at a time, as whole lines: of 49 MB nothing is ever copied whole. */
import * as vscode from 'vscode';

/** What stands above a line of a session, as far as anybody looks: sessions of a busy server are told between each other's lines. */
export const sessionReach = { lines: 1_000, length: 200_000 } as const;

/** Text of whole lines; a document's last line may have no end. */
export interface Lines {
  readonly text: string;
  readonly count: number;
}

/** `count` lines from line `from` on, or as many as there are. */
export function linesFrom(document: vscode.TextDocument, from: number, count: number): Lines {
  const end = Math.min(document.lineCount, from + count);
  return { text: document.getText(new vscode.Range(from, 0, end, 0)), count: Math.max(0, end - from) };
}

/** The first of at most `lines` lines above `line` that together have at most `length` units. */
export function firstAbove(document: vscode.TextDocument, line: number, most: { readonly lines: number; readonly length: number }): number {
  let first = line;
  for (let length = 0; first > 0 && line - first < most.lines; first--) {
    length += document.lineAt(first - 1).text.length + 1;
    if (length > most.length) break;
  }
  return first;
}
/** The last of at most `lines` lines below `line` that together have at most `length` units. */
export function lastBelow(document: vscode.TextDocument, line: number, most: { readonly lines: number; readonly length: number }): number {
  let last = line;
  for (let length = 0; last + 1 < document.lineCount && last - line < most.lines; last++) {
    length += document.lineAt(last + 1).text.length + 1;
    if (length > most.length) break;
  }
  return last;
}
