/** The extension in a real Thunderbird: a message is read whole, summed up above its text, explained by click and by the true native menu. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { injections } from '../../injection-strings.ts';
import { faultsIn } from './faults.ts';
import { openBench } from './in-page.ts';
import { portable } from './seen.ts';
import {
  cardOn,
  chipOf,
  chooseExplain,
  inMessage,
  inOwnPage,
  keys,
  type OwnRoot,
  openCard,
  ownRootsIn,
  pressInMessage,
  pressKey,
  pressMessageButton,
  resize,
  rightClickInList,
  screenshot,
  selectMessages,
  startThunderbird,
  type Thunderbird,
  useKey,
} from './thunderbird.ts';
import { until } from './until.ts';
import { carrying, countUnwanted, unseen } from './unwanted.ts';

const images = join(import.meta.dirname, '../../../docs/store/images');
const samples = join(import.meta.dirname, '../../samples');
const three = readFileSync(join(samples, 'dsn/exim-three-recipients.eml'), 'utf8');
/** All that says why is in the report, which the window does not show. */
const reportOnly = `Return-Path: <>
From: Mail system <postmaster@mail.example.org>
To: ann@example.org
Subject: Quiet report
Date: Sat, 21 Nov 2026 22:14:00 +0000
Message-Id: <quiet.1@mail.example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

Your message could not be passed on. Particulars are attached.

--b1
Content-Type: message/delivery-status
Content-Transfer-Encoding: base64

${Buffer.from(
  'Reporting-MTA: dns; mail.example.org\n\nFinal-Recipient: rfc822; kim@example.com\nAction: failed\nStatus: 5.2.2\nRemote-MTA: dns; mx.example.com\nDiagnostic-Code: smtp; 552 5.2.2 <kim@example.com>: user is over quota\n',
).toString('base64')}
--b1--
`;
const lunch = `From: Lee <lee@example.org>
To: ann@example.org
Subject: Lunch
Date: Sat, 21 Nov 2026 22:15:00 +0000
Message-Id: <lunch.1@example.org>

The soup of the day is tomato. Room 550 is free at 12:30.
`;
const quoted = `From: Kim <kim@example.org>
To: help@example.org
Subject: Quoted error
Date: Sat, 21 Nov 2026 22:16:00 +0000
Message-Id: <quoted.1@example.org>

My program says:
550 5.1.1 <lee@example.com>: Recipient address rejected: User unknown
`;

/** A mail that quotes what servers are said to have said, with all that may be written there. */
const hostile = `From: Sam <sam@example.org>
To: help@example.org
Subject: Many errors
Date: Sat, 21 Nov 2026 22:17:00 +0000
Message-Id: <hostile.1@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

${Buffer.from(injections.map(({ text }, index) => carrying(text, index)).join('\r\n\r\n'))
  .toString('base64')
  .replace(/.{76}/g, '$&\n')}
`;

/** Runs in a page: our elements as they were, in open shadow roots. */
function layOut(roots: readonly OwnRoot[]): void {
  document.title = 'A message';
  document.documentElement.lang = 'en';
  const main = document.createElement('main');
  main.append(Object.assign(document.createElement('h1'), { textContent: 'A message' }));
  document.body.append(main);
  for (const { html, css } of roots) {
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    root.setHTMLUnsafe(html);
    const style = Object.assign(document.createElement('style'), { textContent: css });
    style.dataset['own'] = '';
    root.append(style);
    main.append(host);
  }
}

describe('Bounce Lens in Thunderbird', function () {
  this.timeout(90_000);
  let thunderbird: Thunderbird;
  before(async () => {
    thunderbird = await startThunderbird([three, reportOnly, lunch, quoted, hostile]);
  });
  after(() => thunderbird?.close());
  const show = async (subject: string) => {
    await selectMessages(thunderbird, subject);
    await until(
      `“${subject}”`,
      async () => (await titleShown()) === subject && (await inMessage(thunderbird, (page) => page.readyState)) === 'complete',
    );
  };
  const titleShown = () =>
    thunderbird.inBrowser(() => {
      const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
      return view.document.getElementById('tabmail').currentAboutMessage?.gMessage?.mime2DecodedSubject;
    });

  const marked = () =>
    inMessage(thunderbird, (page) => {
      const words: string[] = [];
      const highlights: Map<string, Set<Range>> = Reflect.get(page.defaultView ?? {}, 'CSS').highlights;
      // Thunderbird gives no iterators of a page to its own scripts.
      highlights.forEach((ranges) => void ranges.forEach((range) => void words.push(String(range))));
      return words.join(' ');
    });

  it('sums up a bounce above its text, and marks what the text says', async () => {
    await show('Mail delivery failed: returning message to sender');
    const chip = await until('the chip', () => chipOf(thunderbird));
    assert.equal(chip.outcome, 'permanent-failure');
    assert.match(chip.text, /address does not exist.*the sender's move · 3 bounces/);
    const top = await inMessage(thunderbird, (page) => page.body.getBoundingClientRect().top);
    assert.ok(Number(top) >= chip.bottom, `the text begins at ${top}, below the chip that ends at ${chip.bottom}`);
    assert.match(String(await until('the marks', async () => String(await marked()))), /550 5\.1\.10/);
  });

  it('opens the card with all its recipients by a click on the summary, and closes it by Escape', async () => {
    const chip = await until('the chip', () => chipOf(thunderbird));
    await pressInMessage(thunderbird, chip, 0);
    const card = await cardOn(thunderbird);
    for (const address of ['gone.employee@office.example.net', 'closed@yoohoo.example.com', 'hans@old.example.net'])
      assert.ok(card.text.includes(address), `${address} in ${card.text}`);
    assert.equal(card.focusInside, true);
    await pressKey(thunderbird, keys.escape);
    await until('no card', async () => (await openCard(thunderbird)) === undefined);
  });

  it('has no fault that axe knows in the summary and the card, also in the dark and in forced colours', async () => {
    const chip = await until('the chip', () => chipOf(thunderbird));
    await pressInMessage(thunderbird, chip, 0);
    await cardOn(thunderbird);
    const roots = await ownRootsIn(thunderbird);
    await pressKey(thunderbird, keys.escape);
    await until('the card to go', async () => (await openCard(thunderbird)) === undefined);
    // What Thunderbird draws, laid into a page that axe can look at.
    const bench = await openBench('');
    try {
      await bench.page.evaluate(layOut, roots);
      assert.equal(await bench.page.locator('.chip, .card').count(), 2);
      for (const media of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
        await bench.page.emulateMedia(media);
        assert.deepEqual(await faultsIn(bench.page), [], JSON.stringify(media));
      }
    } finally {
      await bench.close();
    }
  });

  it('looks as its store shows it', async () => {
    await resize(thunderbird, 1280, 800);
    const chip = await until('the chip', () => chipOf(thunderbird));
    await pressInMessage(thunderbird, chip, 0);
    await cardOn(thunderbird);
    await pressKey(thunderbird, keys.escape);
    const png = await screenshot(thunderbird);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1280, 800]);
    if (process.env['UPDATE_PICTURES'] !== undefined) writeFileSync(join(images, '5-thunderbird.png'), png);
  });

  it('explains the open message by its button in the toolbar, and by the key', async () => {
    const opened = async () => {
      const card = await cardOn(thunderbird);
      assert.match(card.text, /hans@old\.example\.net/);
      await pressKey(thunderbird, keys.escape);
      await until('no card', async () => (await openCard(thunderbird)) === undefined);
    };
    await pressMessageButton(thunderbird);
    await opened();
    assert.equal(await useKey(thunderbird), 'alt,shift E');
    await opened();
  });

  it('answers from the report that the window does not show', async () => {
    await show('Quiet report');
    const chip = await until('the chip', () => chipOf(thunderbird));
    assert.match(chip.text, /mailbox is full/);
    await pressInMessage(thunderbird, chip, 0);
    const card = await cardOn(thunderbird);
    assert.match(card.text, /kim@example\.com/);
    assert.deepEqual(card.badges.slice(0, 2), ['permanent failure', '552 5.2.2']);
  });

  it('says nothing about a message that is no bounce, until it is asked', async () => {
    await show('Lunch');
    await thunderbird.inBrowser(() => new Promise((resolve) => setTimeout(resolve, 1_500)));
    assert.equal(await chipOf(thunderbird), undefined);
    assert.equal(await marked(), '');
    await pressInMessage(thunderbird, { x: 60, y: 20 }, 2);
    await chooseExplain(thunderbird);
    assert.match((await cardOn(thunderbird)).title, /No bounce found/);
  });

  it('shows every injection as text, in the card and its table', async () => {
    await show('Many errors');
    await pressMessageButton(thunderbird);
    const card = await until('the card', async () => {
      const open = await cardOn(thunderbird);
      return open.text.includes('kim0@example.com') && open;
    });
    assert.doesNotMatch(card.text, unseen, card.text);
    const bench = await openBench('');
    try {
      await bench.page.evaluate(layOut, await ownRootsIn(thunderbird));
      const unwanted = `[...document.querySelectorAll('main > div')].map((host) => (${portable(countUnwanted)}).call(host.shadowRoot)).join('')`;
      assert.equal(await bench.page.evaluate(unwanted), '');
      assert.ok((await bench.page.locator('.card').textContent())?.includes('kim0@example.com'), 'the card was looked at');
    } finally {
      await bench.close();
    }
    await pressKey(thunderbird, keys.escape);
    await until('the card to go', async () => (await openCard(thunderbird)) === undefined);
  });

  it('explains a selection by the true native menu', async () => {
    await show('Quoted error');
    await until('the marks', async () => String(await marked()).includes('550'));
    const place = await inMessage(thunderbird, (page) => {
      const text = page.querySelector('pre, .moz-text-plain, .moz-text-flowed') ?? page.body;
      page.getSelection()?.selectAllChildren(text);
      const { x, y } = page.getSelection()?.getRangeAt(0).getClientRects()[0] ?? new DOMRect();
      return { x: x + 20, y: y + 5 };
    });
    await pressInMessage(thunderbird, { x: 0, y: 0, ...Object(place) }, 2);
    await chooseExplain(thunderbird);
    assert.match((await cardOn(thunderbird)).title, /address does not exist/);
  });

  it('explains messages that are selected in the list, none of them open, in a page of its own', async () => {
    await selectMessages(thunderbird, 'Mail delivery failed', 'Quiet report');
    await rightClickInList(thunderbird);
    await chooseExplain(thunderbird);
    const rows = await until('the table', () => rowsInPanel(), 10_000);
    assert.equal(rows.length, 4);
    assert.match(rows.join('\n'), /kim@example\.com.*mailbox is full/);
    assert.match(rows.join('\n'), /hans@old\.example\.net.*does not exist/);
  });
  async function rowsInPanel(): Promise<readonly string[] | undefined> {
    const rows = await inOwnPage(thunderbird, '/panel.html', (page) =>
      [...page.querySelectorAll('.recipients tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent).join(' ')),
    );
    return Array.isArray(rows) && rows.length > 0 ? rows : undefined;
  }
});

describe('many messages in Thunderbird', function () {
  this.timeout(90_000);
  let thunderbird: Thunderbird;
  const subjects = Array.from({ length: 12 }, (_, index) => `Report ${String.fromCharCode(65 + index)}`);
  before(async () => {
    const mails = subjects.map((subject, index) =>
      reportOnly
        .replace('Quiet report', subject)
        .replace('<quiet.1@', `<quiet.${index}@`)
        .replace('Sat, 21 Nov', `Sat, ${10 + index} Nov`),
    );
    thunderbird = await startThunderbird(mails);
  });
  after(() => thunderbird?.close());

  it('are read as a triage, each under its subject', async () => {
    await selectMessages(thunderbird, ...subjects);
    await rightClickInList(thunderbird);
    await chooseExplain(thunderbird);
    const told = () => inOwnPage(thunderbird, '/triage.html', (page) => page.querySelector('#status')?.textContent ?? '');
    await until('the end', async () => String(await told()) === 'Done. Records found: 12', 20_000);
    const rows = await inOwnPage(thunderbird, '/triage.html', (page) =>
      [...page.querySelectorAll('#bl-ranking-reason tbody tr')].map((row) => row.textContent),
    );
    assert.match(String(rows), /^The recipient's mailbox is full12/);
  });

  it('are set up in settings that speak of no sites', async () => {
    await thunderbird.inBrowser((id: string) => {
      const { extension } = Reflect.get(globalThis, 'WebExtensionPolicy').getByID(id);
      const view = Reflect.get(globalThis, 'Services').wm.getMostRecentWindow('mail:3pane');
      const url = extension.baseURI.resolve('options.html');
      const { triggeringPrincipal } = { triggeringPrincipal: extension.principal };
      view.document.getElementById('tabmail').openTab('contentTab', { url, linkHandler: 'single-page', triggeringPrincipal });
    }, 'bounce-lens@bounce-lens.example');
    const titles = () =>
      inOwnPage(thunderbird, '/options.html', (page) =>
        page.querySelectorAll('#language option').length > 1 ? [...page.querySelectorAll('h2')].map((one) => one.textContent) : [],
      );
    const seen = await until('the settings', async () => {
      const all = await titles();
      return Array.isArray(all) && all.length > 0 ? all : undefined;
    });
    assert.ok(seen.includes('What is ours') && seen.includes('Team packs'), seen.join(', '));
    assert.ok(!seen.includes('Sites where bounces are annotated'));
  });
});
