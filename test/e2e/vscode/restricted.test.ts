/** In Restricted Mode, before anybody trusts the folder, the whole product works. */
import assert from 'node:assert/strict';
import { calmWindow, sharedVscode } from './shared-vscode.ts';

const distrust = {
  ...calmWindow,
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
} as const;

describe('Restricted Mode', () => {
  after(async () => (await sharedVscode()).vscode.writeSettings(calmWindow));

  it('highlights, explains and copies', async () => {
    const { vscode, open } = await sharedVscode();
    vscode.writeSettings(distrust);
    const window = await open(['postfix-mailbox-full.eml']);
    await window.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    const [first] = await window.highlights();
    assert.equal(first?.text, '552');
    assert.match(await window.hover(first), /^The recipient's mailbox is full/);
    await window.clickInHover('Copy reply for the customer');
    assert.match(await window.copied(), /mailbox is full/);
    await window.close();
  });
});
