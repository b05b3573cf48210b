/** The groups of the view in the real VS Code: by a sender that another line states; a row of the report leads to its group. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { webviewFrame } from './bounces-panel.ts';
import { refusedLine } from './many-bounces.ts';
import { pick } from './quick-input.ts';
import { windowWith } from './setting.ts';

/** A log whose lines of failure do not state the sender, longer than what is read at once. */
function senders(): string {
  const taken = (index: number, sender: string): string =>
    `Nov 21 10:05:49 mail postfix/qmgr[5500]: ${(0x4f5501 + index).toString(16).toUpperCase()}: from=<${sender}>, size=1234, nrcpt=1 (queue active)`;
  const lines = [
    ...[taken(0, 'kim@example.org'), taken(1, 'lou@example.org'), refusedLine(0), refusedLine(1)],
    ...[taken(2, 'kim@example.org'), refusedLine(2), refusedLine(3)],
  ];
  return `${lines.join('\n')}\n${`${taken(9, 'kim@example.org')}\n`.repeat(900)}`;
}

describe('the groups of many bounces', function () {
  this.timeout(120_000);
  const { window, page, panel } = windowWith({
    files: ['groups/senders.log'],
    settings: { 'workbench.editorLargeFileConfirmation': 2000 },
    folder: 'groups',
    fill: (path) => writeFileSync(path('senders.log'), senders()),
    viewport: { width: 1400, height: 900 },
    patience: 8_000,
  });
  before(() => window().highlights());

  it('are by sender where another line of the message states it', async () => {
    await window().run('Bounce Lens: Triage This File');
    await panel().row("The recipient's address does not exist there, 4").waitFor();
    await panel().settled();
    await panel().press('Group By');
    await pick(page(), 'Envelope sender');
    await panel().row('kim@example.org, 2').waitFor();
    await panel().row('lou@example.org, 1').waitFor();
    assert.equal((await panel().groups()).length, 3, 'and one of whom nobody knows');
  });

  it('are opened and chosen by a row of the report', async () => {
    await window().run('Bounce Lens: Open the Report');
    const frame = await webviewFrame(page());
    await frame.getByLabel('Group by').selectOption({ label: 'Remote server' });
    await frame.getByRole('button', { name: 'mx.d2.example' }).press('Enter');
    const row = panel().row('mx.d2.example');
    await row.waitFor();
    await row.and(page().locator('.selected[aria-expanded="true"]')).waitFor();
    assert.ok((await panel().rows()).some((one) => one.startsWith('u2@d2.example')));
    assert.equal(await row.evaluate((element) => element.classList.contains('focused')), true, 'the keyboard goes on from there');
  });
});
