/** Our own pages and the card in the real Firefox: without a fault that axe knows, and whatever a mail holds is shown as text. */
import assert from 'node:assert/strict';
import { alarm, alarmHost, injections } from '../../injection-strings.ts';
import { faultsInFirefox } from './faults.ts';
import { cardOn, explainByMenu, extensionPages, go, inOwnRoots, keys, press } from './firefox.ts';
import { firefoxOnSite } from './setting.ts';
import { until } from './until.ts';
import { carrying, countUnwanted, unseen } from './unwanted.ts';

describe('pages in Firefox', function () {
  this.timeout(120_000);
  const { firefox, at } = firefoxOnSite();
  before(async () => {
    await firefox().inBrowser(watchFor, alarmHost);
  });
  const paste = async (text: string) => {
    await firefox().asPage((given: string) => {
      const field = document.querySelector<HTMLTextAreaElement>('#text');
      if (field !== null) field.value = given;
      document.querySelector<HTMLFormElement>('#paste')?.requestSubmit();
    }, text);
  };
  const answer = async () => {
    const said = await firefox().asPage(() => document.querySelector<HTMLElement>('#answer')?.innerText ?? '');
    return String(said);
  };

  for (const name of ['popup', 'panel'] as const) {
    it(`${name}: no fault, empty and with an answer`, async () => {
      await go(firefox(), `${extensionPages}${name}.html`);
      assert.deepEqual(await faultsInFirefox(firefox()), []);
      await paste('550 5.1.1 <kim@example.com>: Recipient address rejected: User unknown');
      await until('the answer', async () => (await answer()).includes('kim@example.com'));
      assert.deepEqual(await faultsInFirefox(firefox()), []);
    });

    it(`${name}: every injection is text`, async () => {
      await go(firefox(), `${extensionPages}${name}.html`);
      await firefox().asPage((called: string) => Reflect.set(globalThis, called, () => Reflect.set(document, 'title', 'owned')), alarm);
      for (const [index, { id, text }] of injections.entries()) {
        await paste(carrying(text, index));
        const shown = await until(id, async () => {
          const said = await answer();
          return said.includes(`kim${index}@example.com`) && said;
        });
        assert.doesNotMatch(shown, unseen, id);
        const unwanted = await firefox().asPage(() => document.querySelectorAll('main :is(img, script, iframe, [onerror])').length);
        assert.equal(unwanted, 0, id);
      }
      assert.notEqual(await firefox().asPage(() => document.title), 'owned');
    });
  }

  for (const name of ['options', 'triage'] as const) {
    it(`${name}: no fault`, async () => {
      await go(firefox(), `${extensionPages}${name}.html`);
      await until('its words', async () => (await firefox().asPage(() => document.readyState === 'complete')) === true);
      assert.deepEqual(await faultsInFirefox(firefox()), []);
    });
  }

  it('a card in a page: every injection is text', async () => {
    await go(firefox(), at('/nothing'));
    for (const [index, { id, text }] of injections.entries()) {
      await firefox().asPage(
        (said: string) => {
          const element = document.querySelector('#said');
          if (element !== null) element.textContent = said;
        },
        carrying(text, index),
      );
      await explainByMenu(firefox(), '#said', true);
      const card = await until(id, async () => {
        const open = await cardOn(firefox());
        return open.text.includes(`kim${index}@example.com`) && open;
      });
      assert.doesNotMatch(card.text, unseen, id);
      const unwanted = await inOwnRoots(firefox(), countUnwanted);
      assert.deepEqual(Array.isArray(unwanted) ? unwanted.filter((html) => html !== '') : unwanted, [], id);
      await press(firefox(), keys.escape);
    }
    assert.equal(await firefox().asPage(() => document.title), 'Lunch');
  });

  it('loaded nothing of it', async () => {
    const seen = () =>
      firefox().inBrowser(() => `asked: ${Reflect.get(globalThis, 'Services').prefs.getStringPref('bounce-lens.seen', '')}`);
    assert.equal(await seen(), 'asked: ');
    await firefox().asPage((host: string) => fetch(`http://${host}/`).catch(() => undefined), alarmHost);
    await until('the watch to see what is asked', async () => String(await seen()).includes(alarmHost));
  });
});

/** Runs in the browser: notes every request to `host` in a preference. */
function watchFor(host: string): void {
  const { obs, prefs } = Reflect.get(globalThis, 'Services');
  const { nsIHttpChannel } = Reflect.get(globalThis, 'Ci');
  obs.addObserver((channel: { QueryInterface(kind: unknown): { readonly URI: { readonly spec: string } } }) => {
    const { spec } = channel.QueryInterface(nsIHttpChannel).URI;
    if (spec.includes(host)) prefs.setStringPref('bounce-lens.seen', spec);
  }, 'http-on-opening-request');
}
