/** The founding texts, pasted into a file: the hover says the right thing about each. */
import assert from 'node:assert/strict';
import german from '../../../shared/src/generated/texts/de.json' with { type: 'json' };
import { createLens, inlineText, type Texts } from '../../../shared/src/index.ts';
import { knowledge, texts } from '../../knowledge.ts';
import { seeds } from '../../seeds.ts';
import { windowWith } from './setting.ts';

describe('the founding texts in the real VS Code', () => {
  const { window } = windowWith({ files: [`${seeds[0]?.id}.txt`] });

  for (const { id, text, expect } of seeds) {
    it(`${id}: ${expect.title}`, async () => {
      await window().open(`${id}.txt`);
      const highlights = await window().highlights();
      assert.ok(highlights.length > 0, `nothing is highlighted in: ${text}`);
      const hover = await window().hover(highlights[0]);
      assert.ok(hover.split('\n')[0]?.includes(expect.title), `headline "${hover.split('\n')[0]}"`);
      for (const step of expect.steps) assert.ok(hover.includes(step), `no "${step}" in:\n${hover}`);
    });
  }
});

/** Blanks and line breaks are the editor's. */
const plain = (text: string): string => text.replace(/\s+/g, ' ');

describe('the founding texts in the real VS Code, in German', () => {
  const { window } = windowWith({ files: [`${seeds[0]?.id}.txt`], settings: { 'bounceLens.language': 'de' } });
  const inGerman: Texts = german;
  const lens = createLens({ knowledge, texts: inGerman });
  for (const { id, text, expect } of seeds) {
    it(id, async () => {
      const [verdict] = lens.analyze({ text: `${text}\n` }).verdicts;
      assert.ok(verdict);
      assert.equal(verdict.reason, expect.reason);
      const { title, steps } = lens.explain(verdict);
      assert.notEqual(inGerman.reasons[expect.reason]?.title, texts.reasons[expect.reason]?.title);
      await window().open(`${id}.txt`);
      const hover = plain(await window().hover((await window().highlights())[0]));
      assert.ok(hover.startsWith(plain(title)), `headline of ${hover}, not "${title}"`);
      for (const step of steps) assert.ok(hover.includes(plain(inlineText(step))), `no "${inlineText(step)}" in:\n${hover}`);
    });
  }
});
