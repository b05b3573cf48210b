/** In Restricted Mode, before anybody trusts the folder, the whole product works. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bouncesPanel, webviewFrame } from './bounces-panel.ts';
import { teamPack } from './odd-files.ts';
import { calmWindow, sharedVscode } from './shared-vscode.ts';

const distrust = {
  ...calmWindow,
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
} as const;

describe('Restricted Mode', () => {
  after(async () => (await sharedVscode()).vscode.writeSettings(calmWindow));

  it('highlights, explains, copies, triages, reports and previews', async () => {
    const { vscode, open } = await sharedVscode();
    vscode.writeSettings(distrust);
    const window = await open(['postfix-mailbox-full.eml']);
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    const [first] = await window.highlights();
    assert.equal(first?.text, '552');
    assert.match(await window.hover(first), /^The recipient's mailbox is full/);
    await window.clickInHover('Copy reply for the customer');
    assert.match(await window.copied(), /mailbox is full/);
    await window.run('Bounce Lens: Open the Bounce Preview to the Side');
    await (await webviewFrame(window.page, 'main.bl-bounce')).locator('article h2').waitFor();
    await window.run('Bounce Lens: Triage the Open Files');
    await bouncesPanel(window.page).row("The recipient's mailbox is full, 1").waitFor();
    await window.run('Bounce Lens: Open the Report');
    await (await webviewFrame(window.page)).getByText('Bounce report').first().waitFor();
    await window.close();
  });

  it("reads the workspace's packs once it is trusted, and not before", async () => {
    const { folder, vscode, open } = await sharedVscode();
    vscode.writeSettings(distrust);
    mkdirSync(join(folder, '.bounce-lens'));
    writeFileSync(join(folder, '.bounce-lens', 'acme.yml'), teamPack);
    const window = await open(['on-ice.txt']);
    try {
      const { page } = window;
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
      assert.doesNotMatch(await window.hover((await window.highlights())[0]), /Call Ann|acme/);
      await window.run('Workspaces: Manage Workspace Trust');
      await page.locator('.workspace-trust-editor .monaco-button', { hasText: 'Trust' }).first().click();
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ state: 'detached' });
      // The page of trust lies over the editors until it is closed.
      const over = page.locator('.monaco-modal-editor-block');
      if (await over.isVisible()) await over.getByRole('button', { name: /^Close Modal Editor/ }).click();
      await over.waitFor({ state: 'hidden' });
      await page.locator('.tabs-container .tab[data-resource-name="on-ice.txt"]').click();
      await window.highlights();
      const isTheTeams = /Call Ann in billing\.[\s\S]*acme\/frozen/;
      // The packs are read a moment after the trust is given; what is open is drawn anew when they are there.
      let told = '';
      for (let tries = 0; tries < 10 && !isTheTeams.test(told); tries++) {
        await page.waitForTimeout(500);
        told = await window.hover((await window.highlights())[0]);
      }
      assert.match(told, isTheTeams);
    } finally {
      await window.close();
      rmSync(join(folder, '.bounce-lens'), { recursive: true });
    }
  });
});
