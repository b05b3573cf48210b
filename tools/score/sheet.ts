/** Counts of what was right, in sections of one table; and what was wrong, in words. */

export interface Score {
  readonly name: string;
  readonly right: number;
  readonly of: number;
}
/** What one part of the scoring writes to. */
export interface Sheet {
  /** `right` of `of` more under this name; one by default. */
  add(name: string, right: number | boolean, of?: number): void;
  /** What was wrong, a line each. */
  miss(text: string): void;
}
export interface Section extends Sheet {
  readonly title: string;
  readonly scores: () => readonly Score[];
  readonly misses: readonly string[];
}

export function openSection(title: string): Section {
  const counts = new Map<string, Score>();
  const misses: string[] = [];
  return {
    title,
    misses,
    scores: () => [...counts.values()],
    add(name, right, of = 1) {
      const before = counts.get(name) ?? { name, right: 0, of: 0 };
      counts.set(name, { name, right: before.right + Number(right), of: before.of + of });
    },
    miss: (text) => misses.push(text),
  };
}

/** The table: per cents with the counts beside them. */
export function tableOf(sections: readonly Section[]): string {
  return sections.map((section) => [section.title, ...section.scores().map(rowOf)].join('\n')).join('\n\n');
}
function rowOf({ name, right, of }: Score): string {
  const share = of === 0 ? '-' : `${((100 * right) / of).toFixed(1)} %`;
  return `  ${name.padEnd(52)} ${share.padStart(8)}  (${right} of ${of})`;
}
