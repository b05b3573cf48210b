/** What `shared/view` draws, in a real browser: sorted, grouped, chosen by keyboard, printed, without a fault that axe knows. */
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { makeReport, reportPage } from '../../../shared/src/index.ts';
import { ensureChromium } from '../../../tools/browsers.ts';
import { texts } from '../../knowledge.ts';
import { aRecord, manyRecords } from '../../shared/triage/some-records.ts';

const hostile = aRecord({ recipient: 'x@<img src=x onerror=alert(1)>.example', attemptedAt: '2026-11-03T10:00:00+01:00' });
const data = reportPage(makeReport([...manyRecords(7_000), hostile]), texts, 'mail.log');

/** A page of its own whose policy allows one script and one style, as a web view's does. */
async function openReport(browser: Browser): Promise<Page> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { renderReport, viewStyle } from './shared/view/index.ts';
        const sheet = new CSSStyleSheet(); sheet.replaceSync(viewStyle); document.adoptedStyleSheets = [sheet];
        globalThis.chosen = [];
        document.body.append(renderReport(document, ${JSON.stringify(data)}, { onChoose: (...row) => chosen.push(row.join(' ')), onPrint: () => chosen.push('print') }));`,
      resolveDir: `${import.meta.dirname}/../../..`,
    },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const page = await browser.newPage({ viewport: { width: 1000, height: 1200 } });
  await page.route('http://report.example/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><head><title>Report</title><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-a1'; style-src 'none'"></head><body><script type="module" nonce="a1">${outputFiles[0]?.text}</script></body></html>`,
    }),
  );
  await page.goto('http://report.example/');
  await page.locator('h1').waitFor();
  return page;
}
async function faultsIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await Reflect.get(globalThis, 'axe').run(document, { runOnly });
    return violations.flatMap(({ id, nodes }: { id: string; nodes: { html: string }[] }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
const firstCells = (page: Page): Promise<readonly string[]> =>
  page.locator('section .bl-table:not([hidden]) tbody tr th:visible').allInnerTexts();

describe('the report in a page', function () {
  this.timeout(60_000);
  const opened: { browser?: Browser; page?: Page } = {};
  const page = (): Page => {
    assert.ok(opened.page);
    return opened.page;
  };
  before(async () => {
    opened.browser = await chromium.launch({ executablePath: (await ensureChromium()).path, args: ['--no-sandbox', '--disable-gpu'] });
    opened.page = await openReport(opened.browser);
  });
  after(() => opened.browser?.close());

  it('has the totals, a chart and a ranking by reason', async () => {
    assert.match(await page().locator('.bl-totals').innerText(), /5,834\s+not delivered/);
    assert.equal((await page().locator('.bl-bars rect').count()) > 30, true);
    assert.equal((await firstCells(page())).length, 11);
  });
  it('groups by what is chosen, sorts by its headings, and shows more when asked', async () => {
    await page().getByLabel('Group by').selectOption({ label: "Recipient's domain" });
    const rows = await firstCells(page());
    assert.equal(rows.length, 51);
    const heading = page().locator('.bl-table:not([hidden]) thead').getByRole('button', { name: "Recipient's domain" });
    await heading.focus();
    await page().keyboard.press('Enter');
    assert.equal(await page().locator('th[aria-sort]:visible').getAttribute('aria-sort'), 'ascending');
    assert.notDeepEqual(await firstCells(page()), rows);
    await page().keyboard.press('Enter');
    assert.equal(await page().locator('th[aria-sort]:visible').getAttribute('aria-sort'), 'descending');
    await page().getByLabel('Group by').selectOption({ label: 'Hour' });
    assert.equal((await firstCells(page())).length, 100);
    await page()
      .getByRole('button', { name: /^Show more/ })
      .click();
    assert.equal((await firstCells(page())).length, 117);
  });
  it('shows hostile text as text', async () => {
    await page().getByLabel('Group by').selectOption({ label: "Recipient's domain" });
    assert.equal(await page().locator('img').count(), 0);
  });
  it('tells the host what was chosen, by keyboard too', async () => {
    await page().getByLabel('Group by').selectOption({ label: 'Whose move it is' });
    await page().getByRole('button', { name: 'the sender', exact: true }).press('Enter');
    await page().getByRole('button', { name: 'Print' }).click();
    assert.deepEqual(await page().evaluate('chosen'), ['owner sender', 'print']);
  });
  for (const colorScheme of ['light', 'dark'] as const)
    it(`has no fault that axe knows, ${colorScheme}`, async () => {
      await page().emulateMedia({ colorScheme });
      await page().locator('summary').click();
      assert.deepEqual(await faultsIn(page()), []);
      await page().locator('summary').click();
    });
  it('is drawn in the forced colours of the system', async () => {
    await page().emulateMedia({ forcedColors: 'active' });
    const fills = await page()
      .locator('.bl-bars .bl-undelivered, .bl-bars .bl-delivered-later')
      .evaluateAll((parts) => parts.map((part) => getComputedStyle(part).fill));
    assert.equal(new Set(fills).size, 2);
    await page().emulateMedia({ forcedColors: 'none' });
  });
  it('prints every ranking and no control', async () => {
    await page().emulateMedia({ media: 'print' });
    assert.equal(await page().locator('section > .bl-table:visible').count(), data.rankings.length);
    assert.equal(await page().locator('select:visible, .bl-print:visible').count(), 0);
    await page().emulateMedia({ media: 'screen' });
  });
});
