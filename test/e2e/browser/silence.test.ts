/** Nothing is fetched and nothing leaves: Chromium's own log of every request it made while everything was used. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { annotationsOf, cardOn, chooseInMenu, clickInCard, select, startChromium } from './chromium.ts';
import { enableSite } from './enable.ts';
import { serveSite } from './site.ts';
import { until } from './until.ts';

describe('the network, while Bounce Lens is used in Chromium', function () {
  this.timeout(60_000);

  it('is asked nothing by the extension', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-net-log-'));
    const log = join(folder, 'net-log.json');
    const site = await serveSite();
    const started = await startChromium({ args: [`--log-net-log=${log}`] });
    try {
      const page = await started.context.newPage();
      await page.goto(`http://127.0.0.1:${site.port}/`);
      await enableSite(started, page);
      await until('annotations', async () => (await annotationsOf(page)).length > 0);
      await chooseInMenu(started, page, { selectionText: await select(page, '#said') });
      await cardOn(page);
      await clickInCard(page, 'Copy summary');
      const popup = await started.context.newPage();
      await popup.goto(`chrome-extension://${started.id}/popup.html`);
      await popup.getByRole('textbox').fill('552 5.2.2 Mailbox full');
      await popup.getByRole('button', { name: 'Explain', exact: true }).click();
      await popup.getByRole('heading', { name: /mailbox is full/ }).waitFor();
    } finally {
      await started.close();
      await site.close();
    }
    const requests = requestsIn(readFileSync(log, 'utf8'));
    rmSync(folder, { recursive: true, force: true });
    assert.ok(
      requests.some(({ url }) => url === `http://127.0.0.1:${site.port}/`),
      'the log saw the page',
    );
    assert.deepEqual(
      requests.filter(({ initiator, url }) => initiator.startsWith('chrome-extension:') && !url.startsWith('chrome-extension:')),
      [],
    );
    assert.deepEqual(
      [...new Set(site.asked)].filter((path) => path !== '/' && path !== '/favicon.ico'),
      [],
    );
  });
});

interface Request {
  readonly url: string;
  readonly initiator: string;
}

/** Every request that has an address, with who caused it; the form is that of chrome://net-export. */
function requestsIn(log: string): readonly Request[] {
  const { events }: { readonly events: readonly { readonly params?: { readonly url?: unknown; readonly initiator?: unknown } }[] } =
    JSON.parse(log);
  return events.flatMap(({ params }) =>
    typeof params?.url === 'string' ? [{ url: params.url, initiator: String(params.initiator ?? '') }] : [],
  );
}
