/** The groups of the view in the real VS Code: by a sender that another line states; a row of the report leads to its group. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { bouncesPanel, webviewFrame } from './bounces-panel.ts';
import { refusedLine } from './many-bounces.ts';
import { calmWindow, sharedVscode } from './shared-vscode.ts';
import type { Workbench } from './workbench.ts';

async function pick(page: Page, label: string): Promise<void> {
  await page
    .locator('.quick-input-list .monaco-list-row', { has: page.getByText(label, { exact: true }) })
    .first()
    .click();
}

describe('the groups of many bounces', function () {
  this.timeout(120_000);
  const opened: { window?: Workbench; path?: string } = {};
  const page = (): Page => {
    assert.ok(opened.window);
    return opened.window.page;
  };

  before(async () => {
    const { vscode, folder, open } = await sharedVscode();
    vscode.writeSettings({ ...calmWindow, 'workbench.editorLargeFileConfirmation': 2000 });
    opened.path = join(folder, 'senders.log');
    const taken = (index: number, sender: string): string =>
      `Nov 21 10:05:49 mail postfix/qmgr[5500]: ${(0x4f5501 + index).toString(16).toUpperCase()}: from=<${sender}>, size=1234, nrcpt=1 (queue active)`;
    const lines = [
      ...[taken(0, 'kim@example.org'), taken(1, 'lou@example.org'), refusedLine(0), refusedLine(1)],
      ...[taken(2, 'kim@example.org'), refusedLine(2), refusedLine(3)],
    ];
    // Longer than what is read at once.
    const rest = `${taken(9, 'kim@example.org')}\n`.repeat(900);
    writeFileSync(opened.path, `${lines.join('\n')}\n${rest}`);
    opened.window = await open(['senders.log'], { viewport: { width: 1400, height: 900 } });
    page().setDefaultTimeout(8_000);
    await opened.window.highlights();
  });
  after(async () => {
    await opened.window?.close();
    if (opened.path !== undefined) rmSync(opened.path);
    (await sharedVscode()).vscode.writeSettings(calmWindow);
  });

  it('are by sender where another line of the message states it', async () => {
    await opened.window?.run('Bounce Lens: Triage This File');
    const panel = bouncesPanel(page());
    await panel.row("The recipient's address does not exist there, 4").waitFor();
    await panel.settled();
    await panel.press('Group By');
    await pick(page(), 'Envelope sender');
    await panel.row('kim@example.org, 2').waitFor();
    await panel.row('lou@example.org, 1').waitFor();
    assert.equal((await panel.groups()).length, 3, 'and one of whom nobody knows');
  });

  it('are opened and chosen by a row of the report', async () => {
    const panel = bouncesPanel(page());
    await opened.window?.run('Bounce Lens: Open the Report');
    const frame = await webviewFrame(page());
    await frame.getByLabel('Group by').selectOption({ label: 'Remote server' });
    await frame.getByRole('button', { name: 'mx.d2.example' }).press('Enter');
    const row = panel.row('mx.d2.example');
    await row.waitFor();
    await row.and(page().locator('.selected[aria-expanded="true"]')).waitFor();
    assert.ok((await panel.rows()).some((one) => one.startsWith('u2@d2.example')));
    assert.equal(await row.evaluate((element) => element.classList.contains('focused')), true, 'the keyboard goes on from there');
  });
});
