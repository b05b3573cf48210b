/** Every injection in the real VS Code: in a log that is opened, pointed at. Nothing runs, loads or hides. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { alarmHost, injections } from '../../injection-strings.ts';
import { windowWith } from './setting.ts';

/** What turns or hides; an editor puts no-width blanks nowhere into a hover. */
const unseen = /(?![\n\t]|\u200c|\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
/** One line each: line ends would make two lines of one injection, and a NUL a binary file of the whole. */
const line = (text: string, index: number): string =>
  `Nov 21 10:05:50 mx postfix/smtp[1]: 4F55${index}: to=<kim${index}@example.com>, relay=mx.example.com[192.0.2.5]:25, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.5] said: 550 5.1.1 ${text.replace(/[\r\n\0\u2028\u2029]/g, ' ')} User unknown (in reply to RCPT TO command))`;

describe('injections in the real VS Code', function () {
  this.timeout(240_000);
  const { window, page } = windowWith({
    files: [`injected/injected-${injections[0]?.id}.log`],
    folder: 'injected',
    fill: (path) => {
      for (const [index, { id, text }] of injections.entries()) writeFileSync(path(`injected-${id}.log`), `${line(text, index)}\n`);
    },
  });
  const loaded: string[] = [];
  before(() => {
    page().on('request', (request) => loaded.push(request.url()));
    page().on('dialog', (dialog) => loaded.push(`dialog ${dialog.message()}`));
  });

  for (const [index, { id }] of injections.entries()) {
    it(id, async () => {
      await window().open(`injected-${id}.log`);
      const hover = await window().hover((await window().highlights())[0]);
      assert.ok(hover.includes(`kim${index}@example.com`), hover);
      assert.doesNotMatch(hover.replaceAll('\u00a0', ' '), unseen, hover);
      const shown = page()
        .locator('.monaco-hover:visible')
        .filter({ hasText: `kim${index}@example.com` })
        .first();
      const targets = await shown.locator('a').evaluateAll((links) => links.map((link) => link.getAttribute('data-href') ?? ''));
      assert.ok(targets.length > 0);
      for (const target of targets) assert.match(target, /^(?:command:bounceLens\.\w+\?|https:\/\/(?!fetched))/, id);
      assert.equal(await shown.locator('img, script, iframe, style').count(), 0);
    });
  }

  it('loaded nothing', () =>
    assert.deepEqual(
      loaded.filter((url) => url.includes(alarmHost) || url.startsWith('dialog')),
      [],
    ));
});
