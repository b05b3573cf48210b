/** Figures of mocha runs, as mocha-reporter.ts leaves them, a JSON line a run. */
import { existsSync, readFileSync } from 'node:fs';
import type { TallyLine } from './mocha-reporter.ts';

export function readTally(file: string): readonly TallyLine[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line): TallyLine => JSON.parse(line));
}

/** `120 passed, 0 failed`, with `, 2 skipped` where something was. */
export function sumTally(lines: readonly TallyLine[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number => lines.reduce((total, line) => total + line[key], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** A line for each test that failed: the suite, its title, what it said. Last in the output, since of a long one only the end is looked at. */
export function failuresOf(lines: readonly TallyLine[]): readonly string[] {
  return lines.flatMap(({ suite, failures }) => failures.map((failure) => `failed: ${suite}: ${failure}`));
}

/** `tsx tools/tally.ts FILE` prints what failed, then the sum. */
if (import.meta.filename === process.argv[1]) {
  const lines = readTally(process.argv[2] ?? '');
  console.log([...failuresOf(lines), sumTally(lines)].join('\n'));
}
