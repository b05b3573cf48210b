/**
 * What an organisation sets by a real policy file of the real Chromium: it arrives and is honoured. Policies are read below `/etc`, which only
 * root may write; this browser sees an `/etc/chromium` of its own, which goes with it. Needs root on Linux.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ensureChromium } from '../../tools/browsers.ts';
import { allowInBrowser, annotationsOf, type Chromium, extension, startChromium } from '../e2e/browser/chromium.ts';
import { type Site, serveSite } from '../e2e/browser/site.ts';
import { until } from '../e2e/browser/until.ts';

const packs = [
  { name: 'acme', text: JSON.stringify({ answers: { 'user-unknown': { steps: ['Ask the desk of Acme.'] } } }) },
  { name: 'broken', text: '{"answers":5}' },
];
const set = { sites: ['http://127.0.0.1/*', 'desk.example.com'], onlyTheseSites: true, language: 'de', packs };

describe('a managed policy of Chromium', function () {
  this.timeout(120_000);
  let folder = '';
  let site: Site;
  let started: Chromium;
  let settings: Page;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bounce-lens-policy-'));
    site = await serveSite();
    started = await startChromium({ executable: await withPolicy(folder, { '3rdparty': { extensions: { [idOf(extension)]: set } } }) });
    assert.equal(started.id, idOf(extension), 'the policy is this extension’s');
    settings = await started.context.newPage();
  });
  after(async () => {
    await started?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the browser’s own, and fits the schema of the extension', async () => {
    const page = await started.context.newPage();
    await page.goto('chrome://policy');
    const shown = await until('the policies', async () => {
      const text = await page.evaluate(allText);
      return text.includes('onlyTheseSites') && text;
    });
    for (const name of Object.keys(set)) assert.ok(shown.includes(name), name);
    assert.doesNotMatch(shown, /Unknown policy|does not match|validation error/i);
    await page.close();
  });

  it('is shown as the organisation’s, also when it comes while the settings are open', async () => {
    await settings.goto(`chrome-extension://${started.id}/options.html`);
    await settings.locator('#sites li', { hasText: 'desk.example.com' }).waitFor();
    assert.match((await settings.locator('#sites').textContent()) ?? '', /127\.0\.0\.1Set by your organisation/);
    await settings.locator('#managed-note', { hasText: 'allows no other sites' }).waitFor();
    await settings.locator('#packs li', { hasText: 'broken' }).waitFor();
    assert.equal(await settings.locator('#language').inputValue(), 'de');
    assert.equal(await settings.locator('#language').isDisabled(), true);
  });

  it('decides where bounces are annotated', async () => {
    await allowInBrowser(started, 'http://127.0.0.1/*');
    await allowInBrowser(started, 'http://localhost/*');
    await settings.reload();
    await settings.locator('#sites li', { hasText: '127.0.0.1' }).getByRole('button').click();
    const page = await started.context.newPage();
    await page.goto(`http://127.0.0.1:${site.port}/`);
    await until('annotations', async () => (await annotationsOf(page)).length > 0);
    await page.goto(`http://localhost:${site.port}/`);
    await page.waitForTimeout(800);
    assert.deepEqual(await annotationsOf(page), [], 'another site, though the browser would let us');
    await page.close();
  });

  it('decides the language and the words of the answers', async () => {
    const popup = await started.context.newPage();
    await popup.goto(`chrome-extension://${started.id}/popup.html`);
    await popup.getByRole('textbox').fill('550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown');
    await popup.getByRole('button', { name: 'Explain', exact: true }).click();
    await popup.locator('#answer', { hasText: 'Ask the desk of Acme.' }).waitFor();
    assert.match((await popup.locator('#answer h2').textContent()) ?? '', /Adresse/);
    await popup.close();
  });
});

/** A program that starts Chromium with `policy`, in a mount namespace of its own. */
async function withPolicy(folder: string, policy: object): Promise<string> {
  assert.equal(process.getuid?.(), 0, 'policies need root (a mount namespace): run as root');
  const { path } = await ensureChromium();
  const own = join(folder, 'chromium');
  mkdirSync(join(own, 'policies/managed'), { recursive: true });
  writeFileSync(join(own, 'policies/managed/bounce-lens.json'), JSON.stringify(policy));
  const starter = join(folder, 'start-chromium');
  const inside = `mkdir -p /etc/chromium && mount --bind '${own}' /etc/chromium && exec '${path}' "$@"`;
  writeFileSync(starter, `#!/bin/sh\nexec unshare --mount sh -c '${inside.replaceAll("'", "'\\''")}' sh "$@"\n`);
  chmodSync(starter, 0o755);
  return starter;
}

/** An unpacked extension's id is made of its folder. */
function idOf(path: string): string {
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}

/** Runs in the page: all it says, also in the shadow roots of its own elements. */
function allText(): string {
  const texts: string[] = [];
  const open: Node[] = [document.body];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.nodeType === 3) texts.push(node.textContent ?? '');
    if ('shadowRoot' in node && node.shadowRoot instanceof ShadowRoot) open.push(node.shadowRoot);
    open.push(...node.childNodes);
  }
  return texts.join(' ');
}
