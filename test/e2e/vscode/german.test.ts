/** VS Code in German: every surface speaks it, each seen once. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import german from '../../../extension/l10n/bundle.l10n.de.json' with { type: 'json' };
import words from '../../../extension/package.nls.de.json' with { type: 'json' };
import texts from '../../../shared/src/generated/texts/de.json' with { type: 'json' };
import { webviewFrame } from './bounces-panel.ts';
import { writeManyBounces } from './many-bounces.ts';
import { windowWith } from './setting.ts';
import { takePicture } from './take-picture.ts';

const pictures = join(import.meta.dirname, '../../../.cache/pictures');
const full = texts.reasons['mailbox-full'].title;
const unknown = texts.reasons['user-unknown'].title;

describe('VS Code in German', function () {
  this.timeout(120_000);
  const { window, page, panel } = windowWith({
    files: ['three-and-more.log'],
    settings: { 'bounceLens.codeLens': true },
    folder: 'viele',
    fill: (path) => writeManyBounces(path('.')),
    viewport: { width: 1400, height: 900 },
    language: 'de',
    patience: 10_000,
  });
  const run = (title: string): Promise<void> => window().run(`Bounce Lens: ${title}`);
  before(() => mkdirSync(pictures, { recursive: true }));

  it('the hover, the lenses, the status bar', async () => {
    const highlights = await window().highlights();
    const hover = await window().hover(highlights.find(({ text }) => text === '550'));
    assert.ok(hover.startsWith(unknown), hover);
    assert.ok(hover.includes(german['Copy reply for the customer']), hover);
    await page().mouse.move(2, 2);
    await page().locator('.codelens-decoration', { hasText: unknown }).first().waitFor();
    const item = page().locator('.statusbar-item[id*="bounceLens.counts"] a').first();
    assert.ok(
      (await item.getAttribute('aria-label'))?.includes(`${german['Not delivered']}: 2`),
      (await item.getAttribute('aria-label')) ?? '',
    );
    await takePicture(page(), join(pictures, 'german-hover.png'));
  });

  it('the commands, the view, its groups and what stands above them', async () => {
    await window().open('mail.log');
    await run(words['command.triageOpenFiles']);
    await panel().row(full).waitFor();
    await panel().settled();
    assert.ok((await panel().groups()).some((row) => row.startsWith(unknown)));
    await page().locator('.part.sidebar .composite.title', { hasText: words['view.bounces'] }).waitFor();
    await panel().press(words['command.triageGroupBy'].replace('…', ''));
    await page().locator('.quick-input-list .monaco-list-row', { hasText: texts.labels['grouping-recipient-domain'] }).waitFor();
    await takePicture(page(), join(pictures, 'german-view.png'));
    await page().keyboard.press('Escape');
  });

  it('the report and the preview', async () => {
    await run(words['command.triageReport']);
    const report = await webviewFrame(page());
    assert.equal(await report.locator('html').getAttribute('lang'), 'de');
    assert.ok((await report.locator('h1').innerText()).startsWith(texts.labels['report-title']));
    await takePicture(page(), join(pictures, 'german-report.png'));
    await window().open('postfix-mailbox-full.eml');
    await run(words['command.openPreview']);
    const preview = await webviewFrame(page(), 'main.bl-bounce');
    assert.equal(await preview.locator('article h2').innerText(), full);
    assert.equal(await preview.locator('summary').innerText(), german['Reply for the customer']);
    assert.equal(await preview.locator('dt').first().innerText(), german.From);
    await takePicture(page(), join(pictures, 'german-preview.png'));
  });

  it('the settings and the walkthrough', async () => {
    await window().run('View: Close All Editors');
    await window().run('Preferences: Open User Settings');
    await page().locator('.settings-editor').waitFor();
    await page().keyboard.type('bounceLens.highlights');
    await page().locator('.setting-item-description', { hasText: words['setting.highlights'] }).first().waitFor();
    await window().run('Welcome: Open Walkthrough...');
    await page().locator('.quick-input-list .monaco-list-row', { hasText: words['walkthrough.title'] }).click();
    await page().locator('.getting-started-step', { hasText: words['walkthrough.read.title'] }).first().waitFor();
    await takePicture(page(), join(pictures, 'german-walkthrough.png'));
  });
});
