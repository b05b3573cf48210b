/** A report of every injection, saved by the report's own page and opened from the disk: a page that stands alone, and in which nothing runs, loads or hides. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { makeReport, reportPage } from '../../../shared/src/index.ts';
import { ensureChromium } from '../../../tools/browsers.ts';
import { alarm, injections } from '../../injection-strings.ts';
import { texts } from '../../knowledge.ts';
import { aRecord } from '../../shared/triage/some-records.ts';

/** What turns or hides. */
const unseen = /(?![\n\t]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const flat = (text: string): string => text.replace(/[\r\n]/g, ' ');
const records = injections.map(({ text }, index) =>
  aRecord({
    recipient: `kim@${flat(text)}.example`,
    remoteMta: flat(text),
    diagnosticText: text,
    attemptedAt: `2026-11-${String((index % 28) + 1).padStart(2, '0')}T10:00:00+01:00`,
  }),
);
const data = reportPage(makeReport(records), texts, injections.map(({ text }) => text).join(' '));

/** The page of the report as VS Code has it, with a host that only listens. */
async function savedBy(page: Page): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../../extension/webview/report.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  });
  await page.goto('about:blank');
  await page.evaluate('globalThis.told = []; globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => told.push(message) });');
  await page.evaluate(outputFiles[0]?.text ?? '');
  await page.evaluate((sent) => globalThis.postMessage(sent, '*'), data);
  await page.getByRole('button', { name: 'Print' }).click();
  return page.evaluate("told.find(({ kind }) => kind === 'print').html");
}

describe('a report of injections that is saved', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-saved-'));
  const opened: { browser?: Browser; page?: Page } = {};
  const loaded: string[] = [];
  const page = (): Page => {
    assert.ok(opened.page);
    return opened.page;
  };
  before(async () => {
    opened.browser = await chromium.launch({ executablePath: (await ensureChromium()).path, args: ['--no-sandbox', '--disable-gpu'] });
    const saved = join(folder, 'bounce-report.html');
    writeFileSync(saved, await savedBy(await opened.browser.newPage()));
    opened.page = await opened.browser.newPage({ viewport: { width: 1000, height: 1200 } });
    await opened.page.addInitScript(`globalThis.${alarm} = () => { document.title = 'owned'; }`);
    opened.page.on('request', (request) => loaded.push(request.url()));
    opened.page.on('dialog', (dialog) => loaded.push(`dialog ${dialog.message()}`));
    await opened.page.goto(pathToFileURL(saved).href);
    if (process.env['SAVE_PICTURE']) await opened.page.screenshot({ path: process.env['SAVE_PICTURE'] });
  });
  after(async () => {
    await opened.browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('loads nothing but itself, and runs nothing', async () => {
    await page().mouse.move(300, 300);
    await page().mouse.move(400, 700);
    assert.deepEqual(
      loaded.filter((url) => !url.endsWith('/bounce-report.html')),
      [],
    );
    assert.notEqual(await page().title(), 'owned');
    assert.equal(
      await page().locator('script, img, iframe, object, embed, a, form, link, base, [onerror], [onload], [onmouseover]').count(),
      0,
    );
  });
  it('shows each as text', async () => {
    const shown = await page().locator('body').innerText();
    assert.doesNotMatch(shown, unseen);
    assert.match(shown, /‹U\+202E›/);
    const told = (await page().locator('tbody th').allTextContents()).join('\n');
    for (const { id, text } of injections.filter(({ id }) => /^(?:html|markdown|scheme)/.test(id)))
      assert.ok(told.includes(flat(text).toLowerCase().slice(0, 12)), `${id}: ${told.slice(0, 2_000)}`);
  });
  it('is drawn as the report was: its style is whole', async () => {
    const style = await page().locator('style').textContent();
    assert.doesNotMatch(style ?? '', /&(?:gt|lt|amp);/);
    assert.equal(await page().locator('.bl-bars rect').first().isVisible(), true);
  });
});
