/** What an organisation sets, in the real Firefox: honoured, shown as the organisation's, not to be changed. */
import assert from 'node:assert/strict';
import { annotationsOf, extensionPages, go, grantSite } from './firefox.ts';
import { firefoxBesideSite } from './setting.ts';
import { until } from './until.ts';

const packs = [
  { name: 'acme', text: JSON.stringify({ answers: { 'user-unknown': { steps: ['Ask the desk of Acme.'] } } }) },
  { name: 'broken', text: '{"answers":5}' },
];
const managed = { sites: ['http://127.0.0.1/*', 'desk.example.com'], onlyTheseSites: true, language: 'de', packs };

describe('settings of an organisation in Firefox', function () {
  this.timeout(120_000);
  const { site, firefox, at } = firefoxBesideSite({}, managed);
  const textOf = async (selector: string) => {
    const text = await firefox().asPage(
      (wanted: string) => [...document.querySelectorAll(wanted)].map((one) => one.textContent).join('|'),
      selector,
    );
    return String(text);
  };

  it('are shown as the organisation’s', async () => {
    await go(firefox(), `${extensionPages}options.html`);
    await until('the sites', async () => (await textOf('#sites')).includes('desk.example.com'));
    assert.match(await textOf('#sites li'), /127\.0\.0\.1Set by your organisationAllow\|desk\.example\.comSet by your organisationAllow/);
    assert.match(await textOf('#managed-note'), /Your organisation wants .* allows no other sites\./);
    await until('the language', async () => (await textOf('#language-status')) === 'Set by your organisation');
    assert.equal(await firefox().asPage(() => document.querySelector<HTMLSelectElement>('#language')?.disabled), true);
    await until('the packs', async () => (await textOf('#packs')).includes('broken'));
    assert.match(await textOf('#packs li'), /acme · rules: 0Set by your organisation/);
    assert.match(await textOf('#packs .faults'), /answers/);
  });

  it('decide where bounces are annotated', async () => {
    await grantSite(firefox(), 'http://127.0.0.1/*');
    await grantSite(firefox(), 'http://localhost/*');
    await go(firefox(), at('/'));
    await until('annotations', async () => (await annotationsOf(firefox())).length > 0);
    await go(firefox(), `http://localhost:${site().port}/`);
    await new Promise((resolve) => setTimeout(resolve, 800));
    assert.deepEqual(await annotationsOf(firefox()), [], 'another site, though its user granted it');
  });

  it('decide the language and the words of the answers', async () => {
    await go(firefox(), `${extensionPages}popup.html`);
    await firefox().asPage(() => {
      const text = document.querySelector<HTMLTextAreaElement>('#text');
      if (text !== null) text.value = '550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown';
      document.querySelector<HTMLFormElement>('#paste')?.requestSubmit();
    });
    await until('the answer', async () => (await textOf('#answer')).includes('Ask the desk of Acme.'));
    assert.match(await textOf('#answer h2'), /Adresse/);
  });
});
