/** Logs and bounces that real mail servers wrote: every failure in them is highlighted, and nothing else. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calmWindow, sharedVscode } from './shared-vscode.ts';
import type { Highlight, Workbench } from './workbench.ts';

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

  const opened: { window?: Workbench } = {};
  before(async () => {
    const { vscode, open } = await sharedVscode();
    // A line a row: a wrapped row may end in the middle of a code.
    vscode.writeSettings({ ...calmWindow, 'editor.wordWrap': 'off' });
    opened.window = await open([samples[0] ?? ''], { viewport: { width: 1600, height: 9000 } });
  });
  after(async () => {
    await opened.window?.close();
    (await sharedVscode()).vscode.writeSettings(calmWindow);
  });

  for (const name of samples) {
    it(`${name}: exactly the failures`, async () => {
      await opened.window?.open(name);
      const expected = readFileSync(join(folder, name.replace(/\.\w+$/, '.highlights.txt')), 'utf8');
      assert.equal(listing((await opened.window?.highlights()) ?? []), expected);
    });
  }
});
