/** Text of a mail made fit to stand inside a sentence or beside one. */

import { visibleLines, visibleText } from '../visible-text.ts';

/** One line of at most `length` UTF-16 units, or `undefined` where nothing visible is left. */
export function cleanValue(value: string, length: number): string | undefined {
  // Four times the length is looked at: enough to survive collapsing, and a value of a megabyte costs nothing.
  const line = visibleText(value.slice(0, 4 * length))
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? undefined : clip(line, length);
}

/** The same with its lines kept, for a quotation; a tab is a blank. */
export function cleanLines(value: string, length: number): string {
  return visibleLines(value.slice(0, length))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** Cut after `length` units, never between the halves of a surrogate pair, and say so with `…`. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
