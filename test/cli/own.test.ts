/** What is the user's own: the language of the answers, packs, a profile. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'mocha';
import { authored, texts } from '../knowledge.ts';
import { bounceLens, recordsIn } from './the-program.ts';

const files = {
  'acme.yml': [
    'writer: { title: Acme, kind: provider }',
    'rules:',
    '  - id: frozen',
    '    when: { says: [account is on ice] }',
    '    reason: mailbox-disabled',
    '    steps: [Call Ann in billing.]',
    '    samples: [550 Account is on ice]',
  ].join('\n'),
  'replies.yml': 'answers:\n  mailbox-disabled:\n    customerReply: Ann has thawed your account.\n',
  'faulty.yml': 'rules:\n  - id: a\n    when: { says: [abc] }\n    reason: no-such\n    samples: [abc]\n',
  'broken.yml': 'rules: [\n',
  'profile.yml': 'hosts: [mx.b.example]\n',
  'ours.yml': 'profile: { hosts: [mx.b.example] }\n',
  'profile.json': JSON.stringify({ networks: ['203.0.113.0/24'] }),
  'office.json': JSON.stringify({ networks: ['office'] }, null, 2),
  'voice.yml': 'timeZone: America/New_York\nsignature: |\n  Ann Example\n  Support\nreplyLanguage: de-AT\n',
  'nowhere.yml': 'timeZone: Mars/Base\nreplyLanguage: German please\n',
  'klingon.yml': 'replyLanguage: tlh\n',
  'refused.log':
    'Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<a@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=0.55, delays=0.1/0/0.2/0.25, dsn=5.1.1, status=bounced (host mx.b.example[203.0.113.5] said: 550 5.1.1 Account is on ice (in reply to RCPT TO command))\n',
};
const frozen = '550 Account is on ice';

describe('bounce-lens --lang, --pack, --profile', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'bounce-lens-own-'));
  before(() => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
  });
  after(() => rmSync(cwd, { recursive: true, force: true }));
  const run = (...args: readonly string[]) => bounceLens(args, { cwd });

  it('answers in every language there is', async () => {
    for (const [language, { labels, reasons }] of authored.languages) {
      const { status, stdout, stderr } = await run('explain', '--lang', language, '550 5.1.1 User unknown');
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
      const title = reasons?.['user-unknown']?.title ?? texts.reasons['user-unknown']?.title;
      assert.equal(stdout.split('\n')[0], title, language);
      assert.ok(stdout.includes(`${labels['heading-customer-reply']}:`), language);
    }
    assert.deepEqual(await run('explain', '--lang', 'de_AT', frozen), await run('explain', '--lang', 'DE', frozen));
  });

  it('puts packs over our own knowledge, each given one', async () => {
    const { stdout } = await run('explain', '--pack', 'acme.yml', '--pack', 'replies.yml', '--lang', 'de', frozen);
    for (const own of ['acme/frozen', 'Call Ann in billing.', 'Ann has thawed your account.']) assert.ok(stdout.includes(own), own);
    const [record] = recordsIn((await run('triage', '--format', 'ndjson', '--pack', 'acme.yml', 'refused.log')).stdout);
    assert.equal(record?.['rule'], 'acme/frozen');
    assert.equal(record?.['reason'], 'mailbox-disabled');
  });

  it('knows what is ours by a profile, YAML or JSON, and by the packs', async () => {
    const input = files['refused.log'].replace('550 5.1.1 Account is on ice', '554 5.7.1 <a@b.example>: Relay access denied');
    const told = async (...args: readonly string[]) => (await bounceLens(['explain', ...args, '-'], { cwd, input })).stdout;
    const ours = texts.labels['move-ours'] ?? '';
    assert.equal((await told()).includes(ours), false);
    for (const args of [
      ['--profile', 'profile.yml'],
      ['--profile', 'profile.json'],
      ['--pack', 'ours.yml'],
      ['--pack', 'ours.yml', '--profile', 'profile.json'],
    ])
      assert.ok((await told(...args)).includes(ours), args.join(' '));
  });

  it('writes and tells the time as the profile says', async () => {
    const given = ['--profile', 'voice.yml', '--format', 'json', '-'];
    const { stdout, stderr, status } = await bounceLens(['explain', ...given], { cwd, input: files['refused.log'] });
    assert.deepEqual({ stderr, status }, { stderr: '', status: 0 });
    const [record] = recordsIn(JSON.stringify(JSON.parse(stdout)[0]));
    assert.match(String(record?.['customerReply']), /^Ihre Nachricht an a@b\.example.*\n\nAnn Example\nSupport$/s);
    assert.match(String(record?.['escalation']), /Nov 21 10:05:50 \(America\/New_York\)/);
    assert.match(String(record?.['attemptedAt']), /^\d{4}-11-21T10:05:50-05:00$/);
    assert.deepEqual([record?.['replyLanguage'], record?.['assumed']], ['de', ['year']]);
    const [triaged] = recordsIn((await run('triage', '--format', 'ndjson', '--profile', 'voice.yml', 'refused.log')).stdout);
    assert.equal(triaged?.['attemptedAt'], record?.['attemptedAt']);
  });

  it('says file, line and remedy of all that is wrong, reads nothing, and leaves with 2', async () => {
    const wrong: readonly (readonly [readonly string[], readonly RegExp[]])[] = [
      [['--lang', 'tlh'], [/--lang tlh: no answers in this language; there are de, en,/]],
      [['--lang', '__proto__'], [/--lang __proto__: no answers/]],
      [['--pack', 'none.yml'], [/none\.yml: no such file/]],
      [['--pack', 'faulty.yml'], [/faulty\.yml:4:13: there is no reason "no-such"; "bounce-lens knowledge"/]],
      [['--pack', 'broken.yml'], [/broken\.yml:\d+:\d+: not readable as YAML: /]],
      [['--profile', 'office.json'], [/office\.json:3:5: "office" is no address or network; write 203\.0\.113\.0\/24/]],
      [
        ['--profile', 'nowhere.yml'],
        [/nowhere\.yml:1:11: "Mars\/Base" is no time zone; write a name/, /nowhere\.yml:2:16: "German please" is no language; write a tag/],
      ],
      [['--profile', 'klingon.yml'], [/replyLanguage tlh: no answers in this language; there are de, en,/]],
      [
        ['--pack', 'faulty.yml', '--pack', 'acme.yml', '--profile', 'nowhere.json', '--lang', 'tlh'],
        [/faulty\.yml:4/, /nowhere\.json/, /tlh/],
      ],
      [['--pack'], [/--pack/]],
    ];
    for (const command of [
      ['explain', frozen],
      ['triage', 'refused.log'],
    ])
      for (const [args, messages] of wrong) {
        const { status, stdout, stderr } = await run(...command, ...args);
        assert.deepEqual({ status, stdout }, { status: 2, stdout: '' }, args.join(' '));
        for (const message of messages) assert.match(stderr, message);
      }
  });

  it('is told in the help, with the languages', async () => {
    const { stdout } = await run('--help');
    for (const option of ['--lang TAG', '--pack FILE', '--profile FILE', [...authored.languages.keys()].sort().join(', ')])
      assert.ok(stdout.includes(option), option);
  });
});
