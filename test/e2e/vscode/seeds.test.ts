/** The founding texts, pasted into a file: the hover says the right thing about each. */
import assert from 'node:assert/strict';
import { seeds } from '../../seeds.ts';
import { sharedVscode } from './shared-vscode.ts';
import type { Workbench } from './workbench.ts';

describe('the founding texts in the real VS Code', () => {
  const opened: { window?: Workbench } = {};
  before(async () => {
    opened.window = await (await sharedVscode()).open([`${seeds[0]?.id}.txt`]);
  });
  after(() => opened.window?.close());

  for (const { id, text, expect } of seeds) {
    it(`${id}: ${expect.title}`, async () => {
      const { window } = opened;
      assert.ok(window);
      await window.open(`${id}.txt`);
      const highlights = await window.highlights();
      assert.ok(highlights.length > 0, `nothing is highlighted in: ${text}`);
      const hover = await window.hover(highlights[0]);
      assert.ok(hover.split('\n')[0]?.includes(expect.title), `headline "${hover.split('\n')[0]}"`);
      for (const step of expect.steps) assert.ok(hover.includes(step), `no "${step}" in:\n${hover}`);
    });
  }
});
