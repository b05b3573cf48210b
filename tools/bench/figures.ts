/** What was measured: figures with a goal, kept as JSON and compared with those of the last time. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Figure {
  /** Its name over the years: `triage / rg`. */
  readonly name: string;
  /** The median where it was measured more than once. */
  readonly value: number;
  /** Of those measured: the lowest and the highest. */
  readonly spread?: readonly [low: number, high: number];
  readonly unit: string;
  /** Where there is one: at least, or at most, so much. */
  readonly goal?: { readonly least: number } | { readonly most: number };
  /** What is better, where there is no goal. */
  readonly better?: 'more' | 'less';
}
/** What could not be measured, and why. */
export interface Absent {
  readonly name: string;
  readonly why: string;
}
export interface Results {
  readonly at: string;
  /** What makes figures comparable: sizes, seeds. */
  readonly setting: string;
  /** What they were measured on and beside, in words. */
  readonly machine?: string;
  /** Processes that wanted a processor beside ours when it began, for each processor there is: above 0.5, times on the wall tell little. */
  readonly busy?: number;
  readonly figures: readonly Figure[];
  readonly absent: readonly Absent[];
}

/** A figure that was measured again and again. */
export function measured(samples: readonly number[], figure: Omit<Figure, 'value' | 'spread'>): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [sorted[0], sorted.at(-1)];
  return { ...figure, value: medianOf(sorted), ...(sorted.length > 1 && { spread: [low, high] }) };
}
function medianOf(sorted: readonly number[]): number {
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** So much worse than the last time is a regression; less is the noise of a machine. */
const noise = 0.15;

export function isMet({ value, goal }: Figure): boolean | undefined {
  if (goal === undefined) return undefined;
  return 'least' in goal ? value >= goal.least : value <= goal.most;
}
/** By how much it is worse than before, as a share; below 0 where it is better. */
export function worsening(now: Figure, before: Figure | undefined): number | undefined {
  const better = now.goal ? ('least' in now.goal ? 'more' : 'less') : now.better;
  if (before === undefined || better === undefined || before.value === 0) return undefined;
  const change = now.value / before.value - 1;
  return better === 'more' ? -change : change;
}
export function isRegression(now: Figure, before: Figure | undefined): boolean {
  return (worsening(now, before) ?? 0) > noise;
}

/** One table; the names of figures that got worse. */
export function tableOf({ figures, absent, busy = 0 }: Results, last: Results | undefined): string {
  const before = new Map(last?.figures.map((figure) => [figure.name, figure]));
  const rows = figures.map((figure): readonly string[] => {
    const worse = worsening(figure, before.get(figure.name));
    const met = isMet(figure);
    return [
      figure.name,
      `${shown(figure.value)} ${figure.unit}`,
      figure.spread ? `${shown(figure.spread[0])}–${shown(figure.spread[1])}` : '',
      goalOf(figure),
      met === undefined ? '' : met ? 'met' : 'MISSED',
      worse === undefined ? '' : `${worse > 0 ? '−' : '+'}${Math.round(Math.abs(worse) * 100)} %${worse > noise ? ' WORSE' : ''}`,
    ];
  });
  const all = [['figure', 'median', 'spread', 'goal', '', 'since the last time'], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...absent.map(({ name, why }) => `${name}: absent (${why})`), ...disturbance(busy), ''].join('\n');
}
/** What is to be said of the machine; nothing where it was quiet. */
export function disturbance(busy: number): readonly string[] {
  if (busy <= 0.5) return [];
  return [`The machine was busy with other work (${shown(busy)} processes for each processor): times on the wall tell little.`];
}
/** `≥ 30`; nothing where there is none. */
export function goalOf({ goal }: Figure): string {
  if (goal === undefined) return '';
  return 'least' in goal ? `≥ ${goal.least}` : `≤ ${goal.most}`;
}
/** Three digits that mean something. */
export function shown(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** The last results of the same setting. */
export function lastResults(folder: string, setting: string): Results | undefined {
  return allKept(folder)
    .filter((results) => results.setting === setting)
    .at(-1);
}
/** The last results of `npm run bench`, whole ones. */
export function lastKept(folder: string): Results | undefined {
  return allKept(folder)
    .filter(({ setting }) => /^\d+[KMG]? seed \d+$/.test(setting))
    .at(-1);
}
/** The oldest first. */
function allKept(folder: string): readonly Results[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => /^\d.*\.json$/.test(name));
  return files.sort().map((name): Results => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}
export function keepResults(folder: string, results: Results): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${results.at.replace(/[:.]/g, '-')}.json`);
  writeFileSync(path, `${JSON.stringify(results, undefined, 2)}\n`);
  return path;
}
