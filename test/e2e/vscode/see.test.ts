/**
 * The window: levels of highlights, the count in the status bar, keys, the story as a peek, a bounce's preview by mouse, keyboard and axe,
 * a team's pack while it is written.
 * `UPDATE_PICTURES=1` makes the walkthrough's pictures of it.
 */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { FrameLocator, Page } from 'playwright-core';
import { windowWith } from './setting.ts';
import { takePicture } from './take-picture.ts';
import { shownHover } from './workbench.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const images = process.env.UPDATE_PICTURES ? join(root, 'extension', 'images') : join(root, '.cache', 'pictures');
const light = {
  'workbench.colorTheme': 'Default Light Modern',
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
} as const;

/** Nothing in the files is theirs. */
const ours = { timeZone: 'Europe/Berlin', replyLanguage: 'en', signature: 'Ann Example, Support' } as const;

/** The last reason is written anew. */
const pack = `profile:
  domains: [example.org]
  hosts: [mail.example.org]
  timeZone: Europe/Berlin
  signature: Ann Example, Support
answers:
  mailbox-full:
    customerReply: Please call our service desk[ about {recipient}].
rules:
  - id: frozen
    when: { says: ["account is on ice"] }
    reason: mailbox-disabled
    steps: [Call Ann in billing.]
    samples: ["550 Account is on ice"]
  - id: over-allowance
    when: { says: ["over its allowance"] }
    samples: ["552 5.2.2 kim@example.com is over its allowance"]
    reason: policy`;

/** The page inside a web view is a frame in a frame. */
function pageIn(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
}

describe('seeing, following and previewing in the window', () => {
  const { window, path } = windowWith({
    files: ['three-and-more.log'],
    settings: { ...light, 'bounceLens.highlights': 'full', 'bounceLens.profile': ours },
    viewport: { width: 1100, height: 620 },
  });
  before(async () => {
    mkdirSync(images, { recursive: true });
    await window().run('View: Close Primary Side Bar');
  });

  after(() => rmSync(path('.bounce-lens'), { recursive: true, force: true }));

  it('draws all outcomes, a sign in the gutter and marks in the ruler at the full level', async () => {
    const highlights = await window().highlights();
    assert.deepEqual([...new Set(highlights.map(({ outcome }) => outcome))].sort(), ['deferral', 'delivered', 'permanent-failure']);
    const signs = await window().page.locator('.editor-instance .glyph-margin-widgets .cgmr, .editor-instance .margin .cgmr').count();
    assert.ok(signs >= 3, `${signs} signs`);
  });

  it('counts in the status bar what was not delivered and what waits', async () => {
    const item = window().page.locator('.statusbar-item[id*="bounceLens.counts"]');
    await item.waitFor();
    assert.match((await item.locator('a').first().getAttribute('aria-label')) ?? '', /Not delivered: 2.*Deferred: 1/);
    await item.locator('a').first().click();
    const row = window().page.locator('.quick-input-list .monaco-list-row', { hasText: "The recipient's mailbox is full" }).first();
    await row.waitFor();
    await window().page.keyboard.press('Escape');
  });

  it('goes to the next bounce and explains it by keys that VS Code itself does not use', async () => {
    const { page } = window();
    await page.locator('.editor-instance .view-line').first().click();
    // What the mouse rests on has a hover, too.
    await page.mouse.move(2, 2);
    await shownHover(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Alt+Shift+N');
    // Where the cursor goes is known when the file has been read.
    await page
      .locator('.statusbar-item', { hasText: /Ln (?!1,)\d/ })
      .first()
      .waitFor();
    await page.keyboard.press('Alt+Shift+E');
    await shownHover(page).waitFor();
    assert.match(await shownHover(page).innerText(), /^The recipient's address does not exist there/);
    await takePicture(page, join(images, 'walkthrough-read.png'));
    await page.keyboard.press('Escape');
    await window().run('Preferences: Open Default Keyboard Shortcuts (JSON)');
    await page.locator('.tabs-container .tab.active', { hasText: 'keybindings' }).waitFor();
    const taken = await defaultKeys(page);
    assert.deepEqual(taken, []);
    await window().run('View: Close Editor');
  });

  it('reads the answer in the accessible view', async () => {
    const { page } = window();
    await window().open('one-refusal.log');
    await window().highlights();
    await page.keyboard.press('Control+Home');
    await window().run('Bounce Lens: Read the Answer in the Accessible View');
    const view = page.locator('.accessible-view');
    await view.waitFor();
    await page.waitForTimeout(500);
    assert.match(await view.innerText(), /recipient.{0,8}s.address.does.not.exist/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('peeks at all lines of a message', async () => {
    const { page } = window();
    await window().open('story.log');
    await window().highlights();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowUp');
    await window().run("Bounce Lens: Show This Message's Story");
    const peek = page.locator('.peekview-widget').first();
    await peek.waitFor();
    assert.ok((await peek.locator('.ref-tree .monaco-list-row').count()) >= 4);
    await page.waitForTimeout(600);
    await takePicture(page, join(images, 'walkthrough-follow.png'));
    await page.keyboard.press('Escape');
  });

  it('shows a bounce as cards: the reply is copied by keyboard, and axe finds no fault', async () => {
    const { page } = window();
    await window().run('View: Close All Editors');
    await window().open('postfix-mailbox-full.eml');
    await window().run('Bounce Lens: Open the Bounce Preview to the Side');
    const inside = pageIn(page);
    await inside.locator('article h2').waitFor({ timeout: 20_000 });
    assert.equal(await inside.locator('article h2').innerText(), "The recipient's mailbox is full");
    assert.equal(await inside.locator('main script, main img, main style').count(), 0);
    await page.mouse.move(2, 2);
    await page.locator('.workbench-hover-container:visible').first().waitFor({ state: 'hidden' });
    await takePicture(page, join(images, 'walkthrough-preview.png'));
    await inside.locator('summary').focus();
    await page.keyboard.press('Enter');
    await inside.locator('.bl-copy').focus();
    await page.keyboard.press('Enter');
    assert.match(await window().copied(), /could not be delivered/);
    const bodies = await Promise.all(
      page.frames().map(async (one) => ({ one, isOurs: (await one.locator('main.bl-bounce').count()) > 0 })),
    );
    const ours = bodies.find(({ isOurs }) => isOurs)?.one;
    assert.ok(ours);
    await ours.evaluate(axe.source);
    const faults = await ours.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: { run(): Promise<{ violations: readonly { id: string; nodes: readonly { html: string }[] }[] }> } }
      ).axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    assert.deepEqual(faults, []);
  });

  it('says what is ours in the settings', async () => {
    const { page } = window();
    await window().run('View: Close All Editors');
    await window().run('Preferences: Open User Settings');
    await page.locator('.settings-editor').waitFor();
    await page.keyboard.type('bounceLens.profile');
    await page.locator('.setting-item-label', { hasText: 'Profile' }).first().waitFor();
  });

  it("completes a team's pack, shows its fault and offers to test each rule, while it is written", async () => {
    const { page } = window();
    await window().run('View: Close All Editors');
    mkdirSync(path('.bounce-lens'), { recursive: true });
    writeFileSync(path('.bounce-lens/service-desk.yml'), pack);
    await window().open('service-desk.yml');
    await page.locator('.codelens-decoration a', { hasText: 'Test this rule' }).nth(1).waitFor();
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+Shift+ArrowLeft');
    await page.keyboard.type('mailbox-');
    const offered = page.locator('.suggest-widget.visible .monaco-list-row');
    await offered.filter({ hasText: "mailbox-fullThe recipient's mailbox is full" }).waitFor();
    assert.equal(await offered.count(), 3, 'half a name narrows the list, hyphen and all');
    await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    // What was copied is told for a while.
    await page.locator('.statusbar-item', { hasText: 'Copied' }).waitFor({ state: 'hidden' });
    await takePicture(page, join(images, 'walkthrough-own.png'));
    await page.keyboard.press('Enter');
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });
});

/** Of our keys, those that somebody else binds too: ours is among the defaults once. */
async function defaultKeys(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const key of ['shift+alt+n', 'shift+alt+b', 'shift+alt+e']) {
    await page.keyboard.press('Control+F');
    const input = page.locator('.find-widget textarea.input, .find-widget .input').first();
    await input.fill(`"key": "${key}"`);
    await page.waitForTimeout(400);
    const count = await page.locator('.find-widget .matchesCount').innerText();
    if (!/No results|of 1$/.test(count.trim())) found.push(`${key}: ${count}`);
  }
  await page.keyboard.press('Escape');
  return found;
}
