/** A team's own pack, imported in the settings and used for the answers; a faulty one is told what to mend and where. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { cardOn, clickOn, explainByMenu, extensionPages, go, typeInto } from './firefox.ts';
import { chromiumOnOwnPage, firefoxBesideSite, folderOfTests } from './setting.ts';
import { until } from './until.ts';

const ownStep = 'Call Ann in billing about this account.';
const pack = `writer: { title: Acme, kind: provider }
profile: { hosts: [mx.acme.example] }
rules:
  - id: on-ice
    when: { says: [account is on ice] }
    reason: mailbox-disabled
    steps: [${ownStep}]
    samples: [550 Account is on ice]
answers:
  user-unknown:
    steps: [Look it up in our own directory.]
`;
const faulty = `rules:
  - id: on-ice
    when: { says: [account is on ice] }
    reason: no-such
    samples: [550 Account is on ice]
surprise: true
`;
const refused = 'host mx.acme.example[192.0.2.25] said: 550 5.7.1 <kim@example.com>: Relay access denied';

describe('a team’s pack in Chromium', function () {
  this.timeout(60_000);
  const { started, page: settings } = chromiumOnOwnPage('options');
  const fileOf = folderOfTests();
  const said = () => settings().textContent('#pack-status');
  const listed = () => settings().locator('#packs li').allTextContents();
  const submit = () => settings().getByRole('button', { name: 'Import' }).click();

  /** All that the popup answers to a pasted text. */
  async function answerTo(text: string): Promise<string> {
    const popup = await started().context.newPage();
    await popup.goto(`chrome-extension://${started().id}/popup.html`);
    await popup.getByRole('textbox').fill(text);
    await popup.getByRole('button', { name: 'Explain', exact: true }).click();
    await popup.locator('#answer article').waitFor();
    const answer = await popup.textContent('#answer');
    await popup.close();
    return answer ?? '';
  }
  async function choose(name: string, content: string): Promise<void> {
    writeFileSync(fileOf(name), content);
    await settings().getByLabel('A pack file').setInputFiles(fileOf(name));
    await submit();
  }

  it('is not there at first, and nothing is imported of nothing', async () => {
    assert.doesNotMatch(await answerTo('550 5.1.1 Account is on ice'), /billing/);
    assert.doesNotMatch(await answerTo(refused), /our own/);
    await submit();
    await until('a word', async () => (await said()) === 'Choose a file or paste a pack first.');
    assert.deepEqual(await listed(), []);
  });

  it('is refused with the place and the remedy of every fault', async () => {
    await choose('acme.yml', faulty.replace('no-such', 'policy'));
    const faults = settings().locator('#pack-faults li');
    await faults.first().waitFor();
    assert.deepEqual(
      (await faults.allTextContents()).map((text) => text.slice(0, 40)),
      ['Line 6, column 11: "surprise" is no key '],
    );
    await choose('acme.yml', faulty.replace('surprise: true\n', ''));
    await settings().getByText('Line 4, column 13: there is no reason "no-such"').waitFor();
    await choose('acme.yml', 'rules: [\n  - id');
    await settings()
      .getByText(/Line \d, column \d+: not readable as YAML/)
      .first()
      .waitFor();
    assert.match((await said()) ?? '', /^acme was not imported/);
    assert.deepEqual(await listed(), []);
    assert.doesNotMatch(await answerTo('550 5.1.1 Account is on ice'), /billing/);
  });

  it('is refused the name of a writer of ours', async () => {
    await choose('google.yml', pack);
    await until('a word', async () => (await said())?.startsWith('There is a pack of our own named google.'));
    assert.deepEqual(await listed(), []);
  });

  it('answers with its own steps, texts and profile once it is imported', async () => {
    await choose('acme.yml', pack);
    await until('the pack', async () => (await listed()).length === 1);
    assert.equal(await said(), 'Imported acme.');
    assert.equal(await settings().locator('#pack-faults li').count(), 0);
    assert.match((await listed())[0] ?? '', /^acme · rules: 1/);
    assert.ok((await answerTo('550 5.1.1 Account is on ice')).includes(ownStep));
    assert.ok((await answerTo('550 5.1.1 <kim@example.com>: User unknown')).includes('Look it up in our own directory.'));
    assert.match(await answerTo(refused), /our own administrator's move/);
  });

  it('may be JSON, pasted; takes the place of one of its name', async () => {
    await settings()
      .getByLabel('or a pack pasted here')
      .fill(JSON.stringify({ answers: { 'user-unknown': { steps: ['Ask Ben.'] } } }));
    await settings().getByLabel('Name of the pasted pack').fill('ours');
    await submit();
    await until('the pack', async () => (await listed()).length === 2);
    assert.ok((await answerTo('550 5.1.1 <kim@example.com>: User unknown')).includes('Ask Ben.'));
    await settings()
      .getByLabel('or a pack pasted here')
      .fill(JSON.stringify({ answers: { 'user-unknown': { steps: ['Ask Cleo.'] } } }));
    await settings().getByLabel('Name of the pasted pack').fill('ours');
    await submit();
    await until('the field to be empty', async () => (await settings().getByLabel('or a pack pasted here').inputValue()) === '');
    assert.equal((await listed()).length, 2);
    assert.ok((await answerTo('550 5.1.1 <kim@example.com>: User unknown')).includes('Ask Cleo.'));
  });

  it('is removed, and its answers with it', async () => {
    for (const name of ['acme', 'ours'])
      await settings()
        .getByRole('button', { name: `Remove ${name}` })
        .click();
    await until('no pack', async () => (await listed()).length === 0);
    assert.equal(await settings().evaluate(() => document.activeElement?.id), 'packs-title');
    assert.doesNotMatch(await answerTo('550 5.1.1 Account is on ice'), /billing/);
    assert.doesNotMatch(await answerTo(refused), /our own/);
  });
});

describe('a team’s pack in Firefox', function () {
  this.timeout(60_000);
  const { firefox, at } = firefoxBesideSite();
  const fileOf = folderOfTests();
  const textOf = (selector: string) =>
    firefox().asPage((wanted: string) => [...document.querySelectorAll(wanted)].map((one) => one.textContent).join('\n'), selector);
  const explained = async () => {
    await go(firefox(), at('/'));
    await explainByMenu(firefox(), '#said', true);
    return cardOn(firefox());
  };
  async function choose(content: string): Promise<void> {
    const path = fileOf('acme.yml');
    writeFileSync(path, content);
    await typeInto(firefox(), '#pack-file', path);
    await clickOn(firefox(), '#pack button');
  }

  it('is refused with the place of its fault, imported once it is mended, used in the card, and removed', async () => {
    await go(firefox(), `${extensionPages}options.html`);
    await until('the page', async () => String(await textOf('#language option')).includes('Deutsch'));
    await choose(faulty.replace('surprise: true\n', ''));
    await until('the fault', async () =>
      String(await textOf('#pack-faults li')).startsWith('Line 4, column 13: there is no reason "no-such"'),
    );
    assert.equal(await textOf('#packs li'), '');
    await choose(pack);
    await until('the pack', async () => String(await textOf('#packs li')).startsWith('acme · rules: 1'));
    assert.deepEqual((await explained()).steps, ['Look it up in our own directory.']);
    await go(firefox(), `${extensionPages}options.html`);
    await until('the pack', async () => String(await textOf('#packs li')).startsWith('acme'));
    await clickOn(firefox(), '#packs button');
    await until('no pack', async () => (await textOf('#packs li')) === '');
    assert.ok(!(await explained()).steps.includes('Look it up in our own directory.'));
  });
});
