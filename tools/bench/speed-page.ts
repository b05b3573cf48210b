/** docs/speed.md: the table of the results kept last stands between two marks, written by `npm run bench:docs` and never by hand. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { disturbance, type Figure, goalOf, isMet, lastKept, type Results, shown } from './figures.ts';

const root = join(import.meta.dirname, '../..');
const page = join(root, 'docs/speed.md');
const [begin, end] = ['<!-- the table: npm run bench:docs -->', '<!-- end of the table -->'] as const;

/** @throws RangeError where the page has no marks. */
export function writeSpeedPage(results: Results): void {
  writeFileSync(page, withTable(readFileSync(page, 'utf8'), results));
}
export function withTable(text: string, results: Results): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new RangeError(`docs/speed.md has no ${begin} … ${end}`);
  return `${text.slice(0, from)}${begin}\n${renderTable(results)}${text.slice(to)}`;
}
function renderTable({ at, setting, machine = 'unknown', busy = 0, figures, absent }: Results): string {
  const rows = figures.map(
    (figure) => `| ${[figure.name, toldValue(figure), toldSpread(figure), goalOf(figure), toldVerdict(figure)].join(' | ')} |`,
  );
  const missing = absent.map(({ name, why }) => `- ${name}: absent (${why})`);
  const head = ['| Figure | Median | Lowest–highest | Goal | |', '|---|---:|---|---|---|'];
  const told = [`Measured on ${at.slice(0, 10)}, ${setting}, on ${machine}.`, ...disturbance(busy)].join(' ');
  return ['', told, '', ...head, ...rows, '', ...(missing.length > 0 ? [...missing, ''] : [])].join('\n');
}
function toldValue({ value, unit }: Figure): string {
  return `${shown(value)} ${unit}`.trim();
}
function toldSpread({ spread }: Figure): string {
  return spread ? `${shown(spread[0])}–${shown(spread[1])}` : '';
}
function toldVerdict(figure: Figure): string {
  const met = isMet(figure);
  return met === undefined ? '' : met ? 'met' : '**missed**';
}

/** The rows of a table of Markdown below a line that begins it: their cells. */
export function tableBelow(text: string, line: string): readonly (readonly string[])[] {
  const after = text.slice(text.indexOf(line) + line.length).split('\n');
  const first = after.findIndex((row) => row.startsWith('|'));
  const length = after.slice(first).findIndex((row) => !row.startsWith('|'));
  const rows = after.slice(first + 2, length < 0 ? undefined : first + length);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
export const tableMark = begin;

/** What a figure is; holes in its name stand for what differs: `{size}`. */
export interface Meaning {
  readonly pattern: string;
  readonly matches: (name: string) => boolean;
}
export function meaningsIn(text: string): readonly Meaning[] {
  return tableBelow(text, '## What each figure means').map(([cell = '']) => {
    const pattern = cell.slice(1, -1);
    const pieces = pattern.split(/\{[a-z]{1,20}\}/);
    return { pattern, matches: (name) => fits(name, pieces) };
  });
}
/** Of those that fit, the one with the most words of its own. */
export function meaningOf(meanings: readonly Meaning[], name: string): Meaning | undefined {
  const fitting = meanings.filter(({ matches }) => matches(name));
  return fitting.sort((a, b) => ownLength(b) - ownLength(a))[0];
}
function ownLength({ pattern }: Meaning): number {
  return pattern.replace(/\{[a-z]{1,20}\}/g, '').length;
}
/** Do these pieces stand in the name in this order, the first at its begin and the last at its end? */
function fits(name: string, pieces: readonly string[]): boolean {
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (pieces.length === 1) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1)) {
    const found = name.indexOf(piece, at + 1);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return true;
}

if (import.meta.filename === process.argv[1]) {
  const results = lastKept(join(root, '.cache/bench'));
  if (results === undefined) throw new RangeError('no results are kept in .cache/bench: npm run bench makes them');
  writeSpeedPage(results);
  process.stdout.write(`docs/speed.md has the results of ${results.at}, ${results.setting}\n`);
}
