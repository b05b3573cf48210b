/** Logs and bounces that real mail servers wrote: every failure in them is highlighted, and nothing else. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { windowWith } from './setting.ts';
import type { Highlight } from './workbench.ts';

const folder = join(import.meta.dirname, '..', '..', 'samples', 'real');
const samples = readdirSync(folder).filter((name) => /\.(?:log|eml)$/.test(name));

/** As in `<sample>.highlights.txt`: line, outcome, and what is highlighted from left to right. */
function listing(highlights: readonly Highlight[]): string {
  const lines = [...new Set(highlights.map(({ line }) => line))];
  return lines
    .map((line) => {
      const ofLine = highlights.filter((highlight) => highlight.line === line);
      return `${[line, ...new Set(ofLine.map(({ outcome }) => outcome)), ...ofLine.map(({ text }) => text)].join(' ')}\n`;
    })
    .join('');
}

describe('real logs and bounces in the real VS Code', () => {
  it('are a log and three bounces', () =>
    assert.deepEqual(
      [samples.filter((name) => name.endsWith('.log')).length, samples.filter((name) => name.endsWith('.eml')).length],
      [1, 3],
    ));

  const { window } = windowWith({
    files: [samples[0] ?? ''],
    // A line a row: a wrapped row may end in the middle of a code.
    settings: { 'editor.wordWrap': 'off' },
    viewport: { width: 1600, height: 9000 },
  });

  for (const name of samples) {
    it(`${name}: exactly the failures`, async () => {
      await window().open(name);
      const expected = readFileSync(join(folder, name.replace(/\.\w+$/, '.highlights.txt')), 'utf8');
      assert.equal(listing(await window().highlights()), expected);
    });
  }
});
