/** What is ours, in the settings: checked field by field, heard by the next answer, taken to a file and back. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { faultsIn } from './faults.ts';
import { clickOn, extensionPages, go, typeInto } from './firefox.ts';
import { chromiumOnOwnPage, firefoxOnOwnPage, folderOfTests } from './setting.ts';
import { until } from './until.ts';

const refused = 'host mx.acme.example[192.0.2.25] said: 550 5.7.1 <kim@example.com>: Relay access denied';

describe('the profile in Chromium', function () {
  this.timeout(60_000);
  const { started, page: settings } = chromiumOnOwnPage('options');
  const fileOf = folderOfTests();
  before(async () => {
    await started().context.grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  const status = () => settings().textContent('#profile-status');
  const faults = () => settings().locator('#profile-faults li').allTextContents();
  const save = () => settings().getByRole('button', { name: 'Save', exact: true }).click();
  async function answered(): Promise<{ readonly text: string; readonly reply: string }> {
    const popup = await started().context.newPage();
    await popup.goto(`chrome-extension://${started().id}/popup.html`);
    await popup.getByRole('textbox').fill(refused);
    await popup.getByRole('button', { name: 'Explain', exact: true }).click();
    await popup.locator('#answer article').waitFor();
    const text = (await popup.textContent('#answer')) ?? '';
    await popup.getByRole('button', { name: 'Copy reply' }).click();
    await popup.getByText('Copied.').waitFor();
    const reply = await popup.evaluate(() => navigator.clipboard.readText());
    await popup.close();
    return { text, reply };
  }

  it('is told what is wrong with it, in the field and in words', async () => {
    await settings().getByLabel('Our mail domains').fill('ann@example.org');
    await settings().getByLabel('Our addresses and networks').fill('203.0.113.0/24\n203.0.113.0/99');
    await settings().getByLabel('Time zone').fill('Middle/Earth');
    await save();
    assert.equal(await status(), 'Not saved. Mend what is marked:');
    const told = await faults();
    assert.equal(told.length, 3);
    assert.match(told[0] ?? '', /“ann@example\.org” is no name of a domain/);
    assert.match(told[1] ?? '', /“203\.0\.113\.0\/99” is no address or network/);
    assert.match(told[2] ?? '', /“Middle\/Earth” is not known/);
    assert.equal(await settings().evaluate(() => document.activeElement?.id), 'profile-domains');
    assert.equal(await settings().locator('[aria-invalid="true"]').count(), 3);
    assert.deepEqual(await faultsIn(settings()), []);
    assert.doesNotMatch((await answered()).text, /our own/);
  });

  it('is kept once it is mended, and heard by the next answer', async () => {
    await settings().getByLabel('Our mail domains').fill('acme.example');
    await settings().getByLabel('Our mail servers').fill('mx.acme.example');
    await settings().getByLabel('Our addresses and networks').fill('203.0.113.0/24');
    await settings().getByLabel('Time zone').fill('Europe/Berlin');
    await settings().getByLabel('What replies to customers end with').fill('Ann Weber\nAcme Support');
    await save();
    await until('it to be saved', async () => (await status())?.startsWith('Saved.'));
    assert.equal(await settings().locator('[aria-invalid]').count(), 0);
    const { text, reply } = await answered();
    assert.match(text, /our own/);
    assert.ok(reply.trimEnd().endsWith('Ann Weber\nAcme Support'), reply);
  });

  it('writes to customers in the language it names', async () => {
    await settings().getByLabel('Language of replies to customers').selectOption('de');
    await save();
    await until('it to be saved', async () => (await status())?.startsWith('Saved.'));
    const { text, reply } = await answered();
    assert.match(reply, /Guten Tag|Hallo|Ihre Nachricht|Nachricht/);
    assert.match(text, /our own/);
  });

  it('is taken to a file and back', async () => {
    const waiting = settings().waitForEvent('download');
    await settings().getByRole('button', { name: 'Export' }).click();
    const file = await waiting;
    assert.equal(file.suggestedFilename(), 'ours.yml');
    const text = readFileSync(await file.path(), 'utf8');
    assert.match(text, /^profile:\n {2}domains: \["acme\.example"\]\n/);
    const path = fileOf('ours.yml');
    writeFileSync(path, text.replaceAll('acme.example', 'example.net'));
    await settings().getByLabel('A profile from a file').setInputFiles(path);
    await until('the fields', async () => (await settings().getByLabel('Our mail domains').inputValue()) === 'example.net');
    await settings().reload();
    await until('what was kept', async () => (await settings().getByLabel('Our mail servers').inputValue()) === 'mx.example.net');
    assert.equal(await settings().getByLabel('Language of replies to customers').inputValue(), 'de');
    assert.doesNotMatch((await answered()).text, /our own/);
  });

  it('takes the command line’s file and the editor’s setting; a faulty one is told its line', async () => {
    const path = fileOf('given.json');
    writeFileSync(path, '{ "domains": ["example.com"], "networks": ["198.51.100.0/24"] }');
    await settings().getByLabel('A profile from a file').setInputFiles(path);
    await until('the fields', async () => (await settings().getByLabel('Our mail domains').inputValue()) === 'example.com');
    assert.equal(await settings().getByLabel('Our mail servers').inputValue(), '');
    writeFileSync(path, 'domains: [example.com]\nnetworks: [somewhere]\n');
    await settings().getByLabel('A profile from a file').setInputFiles(path);
    await until('the fault', async () => (await faults()).some((fault) => fault.startsWith('Line 2, column')));
    assert.equal(await settings().getByLabel('Our mail domains').inputValue(), 'example.com');
  });
});

describe('the profile in Firefox', function () {
  this.timeout(60_000);
  const { firefox } = firefoxOnOwnPage('options');

  it('is checked, kept, and there again', async () => {
    const said = () => firefox().asPage(() => document.querySelector('#profile-status')?.textContent);
    await until(
      'the page',
      async () => Number(await firefox().asPage(() => document.querySelectorAll('#profile-replyLanguage option').length)) > 1,
    );
    await typeInto(firefox(), '#profile-hosts', 'https://mx.acme.example');
    await clickOn(firefox(), '#profile button[type="submit"]');
    await until('the fault', async () => (await said()) === 'Not saved. Mend what is marked:');
    await firefox().asPage(() => {
      const field = document.querySelector<HTMLTextAreaElement>('#profile-hosts');
      if (field !== null) field.value = '';
    });
    await typeInto(firefox(), '#profile-hosts', 'mx.acme.example');
    await clickOn(firefox(), '#profile button[type="submit"]');
    await until('it to be saved', async () => String(await said()).startsWith('Saved.'));
    await go(firefox(), `${extensionPages}options.html`);
    const field = () => firefox().asPage(() => document.querySelector<HTMLTextAreaElement>('#profile-hosts')?.value);
    await until('what was kept', async () => (await field()) === 'mx.acme.example');
  });
});
