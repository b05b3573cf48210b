/** Every injection in the real Chromium: as page text that is explained, and as text that is pasted. Nothing runs, loads or hides. */
import assert from 'node:assert/strict';
import { alarm, alarmHost, injections } from '../../injection-strings.ts';
import { cardOn, chooseInMenu, inOwnRoots, openPopup, select } from './chromium.ts';
import { chromiumBesideSite } from './setting.ts';
import { carrying, countUnwanted, unseen } from './unwanted.ts';

describe('injections in Chromium', function () {
  this.timeout(180_000);
  const { started, page, at } = chromiumBesideSite({ host: alarmHost });
  const loaded: string[] = [];

  before(async () => {
    started().context.on('request', (request) => loaded.push(request.url()));
    await page().addInitScript(`globalThis.${alarm} = () => { document.title = 'owned'; }`);
    page().on('dialog', (dialog) => loaded.push(`dialog ${dialog.message()}`));
    await page().goto(at('/nothing'));
    await (await openPopup(started(), page())).close();
  });

  for (const [index, { id, text }] of injections.entries()) {
    it(`${id}, selected in a page`, async () => {
      await page().evaluate(
        (said) => {
          const element = document.querySelector('#said');
          if (element !== null) element.textContent = said;
        },
        carrying(text, index),
      );
      await chooseInMenu(started(), page(), { selectionText: await select(page(), '#said') });
      const card = await cardOn(page());
      assert.ok(card.text.includes(`kim${index}@example.com`), card.text);
      assert.doesNotMatch(card.text, unseen, card.text);
      assert.deepEqual(
        [...new Set(await inOwnRoots(page(), countUnwanted))].filter((html) => html !== ''),
        [],
      );
      assert.notEqual(await page().title(), 'owned');
      await page().keyboard.press('Escape');
    });
  }

  for (const name of ['popup', 'panel'] as const) {
    it(`pasted into the ${name}, all of them`, async () => {
      const own = await started().context.newPage();
      await own.addInitScript(`globalThis.${alarm} = () => { document.title = 'owned'; }`);
      await own.goto(`chrome-extension://${started().id}/${name}.html`);
      for (const [index, { id, text }] of injections.entries()) {
        await own.getByRole('textbox').fill(carrying(text, index));
        await own.getByRole('button', { name: 'Explain', exact: true }).click();
        await own.locator('.answer', { hasText: `kim${index}@example.com` }).waitFor();
        const shown = await own.locator('.answer').innerText();
        assert.doesNotMatch(shown, unseen, id);
        assert.equal(await own.locator('main').locator('img, script, iframe, [onerror]').count(), 0, id);
        assert.notEqual(await own.title(), 'owned', id);
      }
      await own.close();
    });
  }

  it('loaded nothing', () => {
    assert.ok(loaded.length > 0, 'requests are seen');
    assert.deepEqual(
      loaded.filter((url) => url.includes(alarmHost) || url.startsWith('dialog') || /^(?:data:text|file:|vscode:)/.test(url)),
      [],
    );
  });
});
