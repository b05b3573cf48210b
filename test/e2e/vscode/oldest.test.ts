/**
 * The oldest VS Code the extension supports, in a virtual workspace with no server behind it: as on vscode.dev. The web worker host, no
 * disk, no thread: see, understand, follow, preview, triage and report all the same.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type OldestVscode, startOldestVscode } from '../../../tools/vscode-oldest.ts';
import { faultsIn } from './axe-faults.ts';
import { bouncesPanel, webviewFrame } from './bounces-panel.ts';
import { groupsOfManyBounces, writeManyBounces } from './many-bounces.ts';
import { oddFiles } from './odd-files.ts';
import { pick, type } from './quick-input.ts';
import { builtExtension, profiledBrowser } from './shared-vscode.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

const samples = join(import.meta.dirname, '..', '..', 'samples', 'real');

describe('the oldest VS Code, without a server', function () {
  this.timeout(120_000);
  const started: { vscode?: OldestVscode; window?: Workbench; folder?: string; profile?: string } = {};
  const window = (): Workbench => {
    assert.ok(started.window);
    return started.window;
  };
  const page = (): Page => window().page;
  const panel = () => bouncesPanel(page());
  /** There is no search by name in a workspace like this one. */
  const openInExplorer = async (name: string): Promise<void> => {
    await window().run('View: Show Explorer');
    await page().locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
    await page().locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).waitFor();
    await page()
      .locator('.editor-instance .view-line')
      .first()
      .click({ position: { x: 2, y: 2 } });
  };

  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-virtual-'));
    started.folder = folder;
    started.profile = mkdtempSync(join(tmpdir(), 'bounce-lens-profile-'));
    cpSync(samples, folder, { recursive: true });
    writeManyBounces(join(folder, 'many'));
    writeFileSync(join(folder, 'story.log'), oddFiles['story.log'] ?? '');
    started.vscode = await startOldestVscode(folder, builtExtension);
    started.window = await openWorkbench({
      browser: await profiledBrowser(started.profile),
      vscode: started.vscode,
      files: ['sendmail-still-trying.eml'],
      viewport: { width: 1280, height: 1400 },
    });
    page().setDefaultTimeout(15_000);
  });
  after(async () => {
    await started.window?.close();
    await started.vscode?.stop();
    for (const folder of [started.folder, started.profile])
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it('is the one that the manifest names', () => assert.match(started.vscode?.version ?? '', /^1\.91\./));

  it('highlights, explains and copies', async () => {
    const highlights = await window().highlights();
    assert.deepEqual(
      highlights.map(({ line, outcome, text }) => `${line} ${outcome} ${text}`),
      ['31 delayed-notice 451', '31 delayed-notice 4.3.0', '44 delayed-notice 4.3.0', '46 delayed-notice 451', '46 delayed-notice 4.3.0'],
    );
    assert.match(await window().hover(highlights[0]), /delay notice · 451 4\.3\.0 ·[\s\S]*451 4\.3\.0 Error: queue file write error/);
    await window().clickInHover('Copy reply for the customer');
    assert.match(await window().copied(), /^Your message to later@filter\.example\.com has not been delivered yet/);
  });

  it('peeks at the story of a message', async () => {
    await openInExplorer('story.log');
    await window().highlights();
    await page().keyboard.press('Control+End');
    await page().keyboard.press('ArrowUp');
    await window().run("Bounce Lens: Show This Message's Story");
    const peek = page().locator('.peekview-widget').first();
    await peek.waitFor();
    await peek.locator('.ref-tree .monaco-list-row').nth(3).waitFor();
    await page().keyboard.press('Escape');
  });

  it('shows a bounce as cards, without a fault that axe knows', async () => {
    await openInExplorer('postfix-mailbox-full.eml');
    await window().run('Bounce Lens: Open the Bounce Preview to the Side');
    const frame = await webviewFrame(page(), 'main.bl-bounce');
    assert.equal(await frame.locator('article h2').innerText(), "The recipient's mailbox is full");
    assert.deepEqual(await faultsIn(frame), []);
    await window().run('View: Close All Editors');
  });

  it('triages a folder that is on no disk: mails, a mailbox, an Outlook message, a packed log', async () => {
    await window().run('View: Show Explorer');
    await panel().triageFolder('many');
    await panel().row("The recipient's mailbox is full, 4").waitFor();
    await panel().settledOn(groupsOfManyBounces);
  });

  it('opens a record at its line, of a packed log too', async () => {
    await panel().expand("The recipient's address does not exist there");
    await panel().row('u1@d1.example').click();
    await page()
      .locator('.statusbar-item', { hasText: /Ln 2, Col/ })
      .waitFor();
    await panel().row('u3@d3.example').click();
    await page().locator('.tabs-container .tab.active[data-resource-name="mail.log.1"]').waitFor();
    assert.deepEqual(
      (await window().highlights()).map(({ line, text }) => `${line} ${text}`),
      ['2 5.1.1', '2 550', '2 5.1.1'],
    );
  });

  it('filters, exports into the virtual workspace, and reports', async () => {
    await panel().press('Filter by Words');
    await type(page(), /^$/, 'mailbox full');
    await page()
      .getByText(/Filtered: \d+ of 10/)
      .waitFor();
    await window().run('Bounce Lens: Export…');
    await pick(page(), 'CSV');
    await type(page(), /\.csv$/, '/out.csv');
    await openInExplorer('out.csv');
    assert.match(await page().locator('.editor-instance .view-line').first().innerText(), /^file,line,column,/);
    await window().run('Bounce Lens: Open the Report');
    const frame = await webviewFrame(page());
    await frame.locator('.bl-bars rect').first().waitFor({ state: 'attached' });
    assert.deepEqual(await faultsIn(frame), []);
  });
});
