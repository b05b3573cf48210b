/** What the popup says of the page in front, in the real Chromium: which adapter reads it, whether it fits, what was seen; and frames of other sites. */
import assert from 'node:assert/strict';
import { allowInBrowser, annotationsOf, openPopup } from './chromium.ts';
import { enableSite } from './enable.ts';
import { chromiumBesideSite } from './setting.ts';
import { until } from './until.ts';

describe('the popup’s self-check in Chromium', function () {
  this.timeout(60_000);
  const { site, started, page, at } = chromiumBesideSite();
  const saidOf = async (path: string) => {
    await page().goto(at(path));
    await until('annotations', async () => (await annotationsOf(page())).length > 0);
    const popup = await openPopup(started(), page());
    const said = await until('the self-check', () => popup.evaluate(`document.getElementById('check').textContent || false`));
    await popup.close();
    return String(said);
  };

  before(async () => {
    await page().goto(at('/nothing'));
  });

  it('says nothing of a page that is not enabled', async () => {
    const popup = await openPopup(started(), page());
    await until('the site', () => popup.evaluate('!annotating.disabled'));
    assert.equal(await popup.evaluate(`document.getElementById('check').textContent`), '');
    await popup.close();
  });

  it('names the product and counts what it saw', async () => {
    await enableSite(started(), page());
    assert.equal(await saidOf('/samples/roundcube-message.html'), 'Roundcube: its message area was found.Bounces seen: 1');
    assert.equal(await saidOf('/samples/znuny-ticket.html'), 'Znuny / OTOBO: its message area was found.Bounces seen: 1');
  });
  it('says when the selectors have rotted, and reads the page whole', async () => {
    assert.match(await saidOf('/unfit'), /^Roundcube: no message area was found, so the whole page is read\..*Bounces seen: 1$/);
  });
  it('says when it knows no product', async () => {
    assert.equal(await saidOf('/many'), 'No known webmail or helpdesk: the whole page is read.Bounces seen: 2');
  });

  it('offers the site of a large frame by itself, and annotates there', async () => {
    await page().goto(at('/elsewhere'));
    const frame = `http://localhost:${site().port}/inner`;
    await page().evaluate((src) => document.querySelector('iframe')?.setAttribute('src', src), frame);
    await until('the frame', async () =>
      page()
        .frames()
        .some((one) => one.url() === frame),
    );
    await allowInBrowser(started(), 'http://localhost/*');
    const popup = await openPopup(started(), page());
    const label = await until('the offer', () => popup.evaluate(`document.querySelector('#check label')?.textContent`));
    assert.equal(label, 'Annotate bounces in this page’s frame of localhost too'.replace('’', "'"));
    await popup.evaluate(`document.querySelector('#check input').click()`);
    const inner = page()
      .frames()
      .find((one) => one.url() === frame);
    assert.ok(inner);
    await until('annotations', () => inner.evaluate(() => Reflect.get(CSS, 'highlights').size > 0));
    await popup.close();
  });
});
