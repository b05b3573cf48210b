/** The window as a person uses it: highlights, hover, actions by mouse and keyboard, what must stay quiet, what must not be obeyed. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { windowWith } from './setting.ts';
import { shownHover } from './workbench.ts';

const reply = /^Your message to a@b\.example could not be delivered/;

/** The menu closes again by itself when focus has not yet come back to the editor; then it is asked for once more. */
async function openLightBulb(page: Page): Promise<void> {
  const action = page.locator('.action-widget .monaco-list-row', { hasText: 'Copy reply for the customer' });
  for (let attempt = 0; attempt < 5; attempt++) {
    await page.keyboard.press('Control+.');
    const shown = await action.waitFor({ timeout: 4000 }).then(
      () => true,
      () => false,
    );
    if (shown) return;
  }
  throw new Error('the light bulb offers no reply for the customer');
}

describe('a window of the real VS Code', () => {
  const { window } = windowWith({ files: ['one-refusal.log'] });

  const codesOf = async (name: string, patience?: number): Promise<readonly string[]> => {
    await window().open(name);
    return (await window().highlights(patience)).map(({ line, outcome, text }) => `${line} ${outcome} ${text}`);
  };

  it('highlights the codes of a log line, and no pid, queue id, port, delay or date', async () => {
    assert.deepEqual(await codesOf('one-refusal.log'), [
      '1 permanent-failure 5.1.1',
      '1 permanent-failure 550',
      '1 permanent-failure 5.1.1',
    ]);
  });

  it('answers the pointer in the order of the anatomy', async () => {
    await window().open('one-refusal.log');
    const [first] = await window().highlights();
    const hover = await window().hover(first);
    const order = [
      /^The recipient's address does not exist there\n/,
      /permanent failure · 550 5\.1\.1 · the sender's move/,
      /knows no mailbox a@b\.example/,
      /Compare the address letter by letter/,
      /Copy reply for the customer/,
      /550 5\.1\.1 <a@b\.example>: Recipient address rejected/,
      /general-recipient\/user-unknown/,
    ].map((part) => hover.search(part));
    assert.ok(
      order.every((at, index) => at >= 0 && at > (order[index - 1] ?? -1)),
      `${order}\n${hover}`,
    );
  });

  it('copies the reply, the escalation and the summary from the hover', async () => {
    for (const [link, expected] of [
      ['Copy reply for the customer', reply],
      ['Copy escalation for the postmaster', /Queue id: 4F5501\n[\s\S]*mx\.b\.example[\s\S]*550 5\.1\.1/],
      ['Copy summary', /^The recipient's address does not exist there/],
    ] as const) {
      const [first] = await window().highlights();
      await window().hover(first);
      await window().clickInHover(link);
      assert.match(await window().copied(), expected);
    }
  });

  it('does the same by keyboard: explain at the cursor, then the light bulb', async () => {
    const { page } = window();
    await window().open('notes.txt');
    await window().highlights();
    await page.keyboard.press('Control+Home');
    await window().run('Bounce Lens: Copy the Summary');
    await page.getByText('no bounce at the cursor').waitFor();
    for (let line = 0; line < 2; line++) await page.keyboard.press('ArrowDown');
    await window().run('Bounce Lens: Explain the Bounce at the Cursor');
    await shownHover(page).waitFor();
    await page.keyboard.press('Escape');
    await shownHover(page).waitFor({ state: 'hidden' });
    await openLightBulb(page);
    await page.keyboard.press('Enter');
    assert.match(await window().copied(), reply);
  });

  it('offers every action in the command palette', async () => {
    await window().open('one-refusal.log');
    await window().page.keyboard.press('Control+Home');
    await window().run('Bounce Lens: Copy the Escalation for the Postmaster');
    assert.match(await window().copied(), /4F5501/);
    await window().run('Bounce Lens: Copy the Reply for the Customer');
    assert.match(await window().copied(), reply);
    await window().run('Bounce Lens: Copy the Summary');
    assert.match(await window().copied(), /^The recipient's address does not exist there/);
  });

  it('asks before it opens a source of the answer, with the address from the text', async () => {
    const { page } = window();
    await window().open('ionos-orbitrbl.txt');
    await window().highlights();
    await page.keyboard.press('Control+Home');
    await window().run('Bounce Lens: Open a Source of the Answer');
    const asked = page
      .locator('.monaco-dialog-box, .quick-input-widget:visible .monaco-list-row')
      .filter({ hasText: '203.0.113.9' })
      .first();
    await asked.waitFor();
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'hidden' });
  });

  it('recognises a mail log by its content, whatever it is called', async () => {
    assert.deepEqual(await codesOf('export-2026-11.log'), [
      '1 permanent-failure 5.1.1',
      '1 permanent-failure 552',
      '1 permanent-failure 5.2.2',
      '2 permanent-failure 5.1.1',
      '2 permanent-failure 550',
      '2 permanent-failure 5.1.1',
    ]);
  });

  it('is quiet where the text is not mail', async () => {
    assert.deepEqual(await codesOf('application.log', 2500), []);
    assert.deepEqual(await codesOf('shopping.txt', 2500), []);
  });

  it('leaves other languages alone until told to treat a file as a mail log', async () => {
    assert.deepEqual(await codesOf('incident.md', 2500), []);
    await window().run('Bounce Lens: Treat This File as a Mail Log');
    assert.deepEqual(
      (await window().highlights()).map(({ line, text }) => `${line} ${text}`),
      ['3 5.1.1', '3 550', '3 5.1.1'],
    );
  });

  it('draws at the right characters where line ends are mixed and one is a lone carriage return', async () => {
    assert.deepEqual(await codesOf('line-ends.log'), [
      '1 permanent-failure 5.1.1',
      '1 permanent-failure 550',
      '1 permanent-failure 5.1.1',
      '2 permanent-failure 5.1.1',
      '2 permanent-failure 552',
      '2 permanent-failure 5.2.2',
      '3 permanent-failure 5.1.1',
      '3 permanent-failure 550',
      '3 permanent-failure 5.7.1',
    ]);
  });

  it('shows hostile text as text', async () => {
    const { page } = window();
    await window().open('hostile.log');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('dialog', (dialog) => asked.push(`dialog ${dialog.message()}`));
    const hover = await window().hover((await window().highlights())[0]);
    for (const shown of [
      '<img src=x onerror=alert(1)>',
      '[click](command:workbench.action.closeWindow)',
      '$(bug)',
      '**bold**',
      '`code`',
      '<script>alert(2)</script>',
      '&lt;b&gt;',
    ])
      assert.ok(hover.includes(shown), `${shown} in\n${hover}`);
    assert.ok(!hover.includes('\u202E'), 'a character that turns text round');
    const targets = await shownHover(page)
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('data-href') ?? ''));
    assert.ok(targets.length > 0);
    for (const target of targets) assert.match(target, /^command:bounceLens\.[A-Za-z]{1,30}\?|^https:\/\/www\./);
    assert.equal(await shownHover(page).locator('img, script, .codicon-bug').count(), 0);
    assert.deepEqual(
      asked.filter((url) => url.includes('evil') || url.startsWith('dialog')),
      [],
    );
  });
});
