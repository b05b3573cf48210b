/** The extension in the real Firefox. */
import assert from 'node:assert/strict';
import {
  addOn,
  allowPrompt,
  annotationsOf,
  cardOn,
  clickAt,
  explainByMenu,
  extensionPages,
  type Firefox,
  focusedOwnLabel,
  go,
  keys,
  openCard,
  openPopup,
  press,
  pressInBrowser,
  screenshot,
} from './firefox.ts';
import { countColour, lineColours } from './picture.ts';
import { firefoxBesideSite } from './setting.ts';
import { hostileText } from './site.ts';
import { until } from './until.ts';

describe('Bounce Lens in Firefox', function () {
  this.timeout(60_000);
  const { site, firefox, at } = firefoxBesideSite({ 'network.dns.localDomains': 'webmail.example.net' });
  /** A name that is not loopback, over plain http: no clipboard API there. */
  const plain = (path: string) => `http://webmail.example.net:${site().port}${path}`;

  before(async () => {
    await watchNetwork(firefox());
  });

  it('needs no site: the menu explains a selection on a page that was never enabled', async () => {
    await go(firefox(), plain('/'));
    await explainByMenu(firefox(), '#said', true);
    const card = await cardOn(firefox());
    assert.equal(card.role, 'dialog');
    assert.match(card.title, /address does not exist/);
    assert.deepEqual(await annotationsOf(firefox()), []);
  });

  it('copies on a page over plain http', async () => {
    await go(firefox(), plain('/'));
    await explainByMenu(firefox(), '#said', true);
    const button = (await cardOn(firefox())).buttons.find(({ name }) => name === 'Copy reply');
    assert.ok(button);
    await clickAt(firefox(), button.x, button.y);
    await until('the word “Copied.”', async () => (await openCard(firefox()))?.text.includes('Copied.'));
    await press(firefox(), keys.escape);
    await firefox().asPage(() => document.getElementById('spare')?.focus());
    await press(firefox(), keys.control, 'v');
    const pasted = await firefox().asPage(() => Reflect.get(document.getElementById('spare') ?? {}, 'value'));
    assert.match(String(pasted), /kim@example\.com/);
  });

  it('lists the bounces of a page', async () => {
    await go(firefox(), plain('/many'));
    await explainByMenu(firefox(), 'h1', false);
    assert.equal((await cardOn(firefox())).title, '2 bounces found here');
  });

  it('says so where there is no bounce', async () => {
    await go(firefox(), plain('/nothing'));
    await explainByMenu(firefox(), 'h1', false);
    assert.equal((await cardOn(firefox())).title, 'No bounce found here');
  });

  it('shows hostile text as text', async () => {
    await go(firefox(), plain('/hostile'));
    await explainByMenu(firefox(), '#said', true);
    assert.ok((await cardOn(firefox())).text.includes(hostileText.slice(10, 60)));
    assert.equal(await firefox().asPage(() => document.title), 'Hostile');
  });

  describe('on an enabled site', () => {
    before('the site is enabled in the popup, the browser asks, the person allows', async () => {
      await go(firefox(), at('/'));
      await openPopup(firefox());
      for (let presses = 0; presses < 3; presses += 1) await pressInBrowser(firefox(), keys.tab);
      await pressInBrowser(firefox(), ' ');
      await allowPrompt(firefox());
      await until('annotations in the open tab', async () => (await annotationsOf(firefox())).length > 0);
    });

    it('marks the codes and nothing else', async () => {
      await go(firefox(), at('/'));
      const found = await until('annotations', async () => (await annotationsOf(firefox())).length > 0 && annotationsOf(firefox()));
      assert.deepEqual(
        found.map(({ outcome, text }) => `${outcome} ${text}`),
        ['permanent-failure 550', 'permanent-failure 5.1.1'],
      );
    });

    for (const path of ['/frames', '/shadow']) {
      it(`annotates ${path.slice(1)}, where people see it`, async () => {
        await go(firefox(), at(path));
        const found = await until('annotations', async () => (await annotationsOf(firefox())).length >= 4 && annotationsOf(firefox()));
        assert.deepEqual(found.map(({ text }) => text).sort(), ['4.2.2', '452', '5.1.1', '550']);
        const png = await screenshot(firefox());
        for (const [outcome, colour] of Object.entries(lineColours))
          assert.ok(countColour(png, colour) > 20, `the line of a ${outcome} is painted`);
      });
    }

    it('follows what changes', async () => {
      await go(firefox(), at('/changing'));
      await firefox().asPage(() => {
        const late = document.getElementById('late');
        if (late !== null) late.textContent = 'host mx.example.org said: 452 4.2.2 <lee@example.org>: Mailbox full';
      });
      await until('annotations', async () => (await annotationsOf(firefox())).length === 2);
      await firefox().asPage(() => document.getElementById('late')?.replaceChildren());
      await until('no annotations', async () => (await annotationsOf(firefox())).length === 0);
    });

    it('is reached by keyboard: the button, the card, back', async () => {
      await go(firefox(), at('/'));
      await until('annotations', async () => (await annotationsOf(firefox())).length > 0);
      await firefox().asPage(() => document.getElementById('spare')?.focus());
      await press(firefox(), keys.tab);
      assert.equal(await focusedOwnLabel(firefox()), 'Explain bounce: 550 5.1.1');
      await press(firefox(), keys.enter);
      assert.equal((await cardOn(firefox())).focusInside, true);
      const stops: (string | undefined)[] = [];
      for (let presses = 0; presses < 20 && stops.lastIndexOf('Close') <= 0; presses += 1) {
        await press(firefox(), keys.tab);
        stops.push(await focusedOwnLabel(firefox()));
      }
      assert.deepEqual([stops[0], stops[1], stops.at(-2), stops.at(-1)], ['Close', 'Copy reply', 'Open in the panel', 'Close']);
      for (const name of ['Language of the reply', 'Insert reply', 'Copy escalation', 'Copy summary'])
        assert.ok(stops.includes(name), name);
      await press(firefox(), keys.escape);
      assert.equal(await openCard(firefox()), undefined);
      assert.equal(await focusedOwnLabel(firefox()), 'Explain bounce: 550 5.1.1');
    });

    it('works again after the browser stopped its background', async () => {
      await go(firefox(), at('/'));
      await until('annotations', async () => (await annotationsOf(firefox())).length > 0);
      const state = await firefox().inBrowser(async (id: string) => {
        const { extension } = Reflect.get(globalThis, 'WebExtensionPolicy').getByID(id);
        await extension.terminateBackground();
        return extension.backgroundState;
      }, addOn);
      assert.equal(state, 'stopped');
      await explainByMenu(firefox(), '#said', true);
      assert.match((await cardOn(firefox())).title, /address does not exist/);
    });

    it('stops when the site is removed in the settings', async () => {
      await go(firefox(), `${extensionPages}options.html`);
      await until('the site', async () => (await firefox().asPage(() => document.querySelectorAll('#sites button').length)) === 1);
      const button = await firefox().value('WebDriver:FindElement', { using: 'css selector', value: '#sites button' });
      await firefox().send('WebDriver:ElementClick', {
        id: typeof button === 'object' && button !== null ? Object.values(button)[0] : undefined,
      });
      await until(
        'the removal',
        async () => (await firefox().asPage(() => document.getElementById('status')?.textContent)) === 'Removed 127.0.0.1.',
      );
      await go(firefox(), at('/'));
      await new Promise((resolve) => setTimeout(resolve, 700));
      assert.deepEqual(await annotationsOf(firefox()), []);
    });
  });

  describe('all the while', () => {
    it('asked nothing of any network', async () => {
      const requests = await networkSeen(firefox());
      assert.ok(
        requests.some(({ url }) => url.endsWith('/many')),
        'the watch saw the pages',
      );
      const foreign = requests.filter(({ by, url }) => by.includes('moz-extension:') && !url.startsWith('moz-extension:'));
      assert.deepEqual(foreign, []);
    });
  });
});

interface Request {
  readonly url: string;
  /** Whose request it was. */
  readonly by: string;
}

/** Let the browser note every request of every process from now on. */
async function watchNetwork(firefox: Firefox): Promise<void> {
  await firefox.inBrowser(() => {
    const seen: Request[] = [];
    Reflect.set(globalThis, 'bounceLensRequests', seen);
    const services = Reflect.get(globalThis, 'Services');
    const components = Reflect.get(globalThis, 'Ci');
    const view = services.wm.getMostRecentWindow('navigator:browser');
    view.bounceLensRequests = seen;
    services.obs.addObserver(
      (subject: { QueryInterface(kind: unknown): { URI: { spec: string }; loadInfo?: { triggeringPrincipal?: { spec?: string } } } }) => {
        const { URI, loadInfo } = subject.QueryInterface(components.nsIHttpChannel);
        seen.push({ url: URI.spec, by: String(loadInfo?.triggeringPrincipal?.spec ?? '') });
      },
      'http-on-modify-request',
    );
  });
}

async function networkSeen(firefox: Firefox): Promise<readonly Request[]> {
  const seen = await firefox.inBrowser(() => [
    ...Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('navigator:browser').bounceLensRequests,
  ]);
  return Array.isArray(seen) ? seen : [];
}
