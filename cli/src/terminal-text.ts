/** Text of strangers on a terminal: nothing in it may move the cursor, set the title or hide what stands beside it. */

/** Controls, format characters (they turn the direction of writing or are not seen), line separators, halves of surrogate pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** One line: every control character, line break and mark that turns the direction of writing stands as its escape. */
export function visibleLine(text: string): string {
  return isPlain.test(text) ? text : text.replace(unseen, escaped);
}
/** The same with line breaks kept. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code === 9) return '\\t';
  if (code === 10) return '\\n';
  if (code === 13) return '\\r';
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** Characters that take two columns: East Asian wide and most emoji (Unicode TR 11), by range. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const joining = /\p{M}/u;
/** Columns of one line that holds no control character. */
export function columnsOf(line: string): number {
  if (isPlain.test(line)) return line.length;
  let columns = 0;
  for (const character of line) columns += widthOf(character);
  return columns;
}
const isPlain = /^[ -~]*$/;
function widthOf(character: string): number {
  if (wide.test(character)) return 2;
  return joining.test(character) ? 0 : 1;
}

/** Filled up, or cut with `…`, to exactly `columns`. */
export function fitEnd(line: string, columns: number): string {
  const kept = columnsOf(line) <= columns ? line : `${firstColumns([...line], columns - 1)}…`;
  return kept + ' '.repeat(Math.max(0, columns - columnsOf(kept)));
}
/** The same, cut at the front: of a place, the line and column matter most. */
export function fitStart(line: string, columns: number): string {
  if (columnsOf(line) <= columns) return fitEnd(line, columns);
  return fitEnd(`…${[...firstColumns([...line].reverse(), columns - 1)].reverse().join('')}`, columns);
}
function firstColumns(characters: readonly string[], columns: number): string {
  let kept = '';
  let used = 0;
  for (const character of characters) {
    used += widthOf(character);
    if (used > columns) break;
    kept += character;
  }
  return kept;
}

/** Broken at blanks into lines of at most `columns`, where words allow; `indent` comes before every line but the first. */
export function wrapped(text: string, columns: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && columnsOf(longer) > columns) lines.push(line);
    line = line !== '' && columnsOf(longer) > columns ? word : longer;
  }
  return [...lines, line].join(`\n${indent}`);
}
