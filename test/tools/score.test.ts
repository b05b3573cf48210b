/** The scoring itself: on a tiny corpus of ours it counts what is right, names what is wrong, and says what it lacks. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TriageRecord } from '../../shared/src/index.ts';
import { scorePlace } from '../../tools/score/evidence.ts';
import { knowledgeWithout, replyOf, writersOfScope } from '../../tools/score/facts.ts';
import { scoreMail } from '../../tools/score/mail.ts';
import { openSection, tableOf } from '../../tools/score/sheet.ts';
import { reasonsOfCategory } from '../../tools/score/texts.ts';
import { sisimaiWordsOf } from '../../tools/score/vocabularies.ts';
import { dsnFor, postfixLog } from '../cli/some-mails.ts';
import { knowledge, lens } from '../knowledge.ts';

const root = join(import.meta.dirname, '..', '..');
const subject = { lens, knowledge };

/** A failure at `recipient`, as a record. */
function failureOf(recipient: string, more: Partial<TriageRecord> = {}): TriageRecord {
  return { file: 'a.eml', outcome: 'permanent-failure', recipient, reason: 'user-unknown', sisimaiReason: 'userunknown', ...more };
}
/** The scores of one mail: `{ found: '1/1' }`. */
function scoresOf(expected: Parameters<typeof scoreMail>[1], found: readonly TriageRecord[]): Readonly<Record<string, unknown>> {
  const section = openSection('mail');
  scoreMail(subject, expected, found, section);
  const counts = section.scores().map(({ name, right, of }): [string, string] => [name, `${right}/${of}`]);
  return { ...Object.fromEntries(counts), misses: section.misses };
}

describe('the score of a mail', () => {
  it('counts each stated recipient once, by any form the report gives it', () => {
    const expected = {
      file: 'a.eml',
      kind: 'bounce',
      stated: [
        { recipient: '<Kim@example.com>', replyCode: '550', status: '5.1.1', action: 'failed', reason: 'userunknown' },
        { recipient: 'lee@example.com', replyCode: '550' },
      ],
      dsn: [
        { final: 'box7@example.net', original: 'kim@example.com', action: 'failed' },
        { final: 'mo@example.net', action: 'relayed' },
      ],
    };
    const scores = scoresOf(expected, [
      failureOf('box7@example.net', { replyCode: '550', enhancedStatus: '5.1.1' }),
      failureOf('other@example.com'),
    ]);
    assert.deepEqual(scores, {
      found: '1/1',
      'recipient recall': '1/2',
      'recipient precision': '1/2',
      'enhanced status': '1/1',
      'reply code': '1/2',
      'failed or delayed': '1/1',
      'reason, exact': '1/1',
      'reason, family': '1/1',
      misses: [
        'a.eml: recipients box7@example.net other@example.com for kim@example.com|box7@example.net lee@example.com; reply code: 550 - for 550',
      ],
    });
  });

  it('takes the report for the statement where nothing else is stated', () => {
    const dsn = [{ final: 'kim@example.com', action: 'failed' }];
    assert.equal(scoresOf({ file: 'a.eml', kind: 'bounce', dsn }, [failureOf('kim@example.com')])['recipient recall'], '1/1');
  });

  it('counts a bounce that was not found, and an ordinary mail that was taken for one', () => {
    const missed = scoresOf({ file: 'a.eml', kind: 'bounce', stated: [{ recipient: 'kim@example.com', reason: 'filtered' }] }, []);
    assert.deepEqual(
      [missed['found'], missed['found, without a report part'], missed['recipient recall'], missed['reason, exact']],
      ['0/1', '0/1', '0/1', '0/1'],
    );
    const alarm = scoresOf({ file: 'b.eml', kind: 'vacation' }, [failureOf('kim@example.com')]);
    assert.equal(alarm['false alarms, vacation'], '1/1');
    assert.equal(Array.isArray(alarm['misses']) && alarm['misses'].length, 1);
  });

  it('knows a delay by its action, a family from its exact word, and causes by their aliases', () => {
    const late = scoresOf({ file: 'a.eml', kind: 'bounce', stated: [{ action: 'delayed', reason: 'filtered' }] }, [
      failureOf('kim@example.com'),
    ]);
    assert.deepEqual([late['failed or delayed'], late['reason, exact'], late['reason, family']], ['0/1', '0/1', '1/1']);
    const stated = [{ reason: ['user_unknown', 'policy'], reasonScheme: 'facts' }];
    assert.equal(scoresOf({ file: 'a.eml', kind: 'bounce', stated }, [failureOf('kim@example.com')])['reason, exact'], '1/1');
    assert.deepEqual(sisimaiWordsOf('commonlib', 'NO_RELAY'), { exact: ['norelaying'], family: ['norelaying'] });
    assert.equal(sisimaiWordsOf('commonlib', 'no such word'), undefined);
  });
});

describe('the score of evidence', () => {
  it('asks for the code at the very place', () => {
    const section = openSection('evidence');
    const record = failureOf('kim@example.com', { enhancedStatus: '5.1.1', replyCode: '550', line: 2, column: 5 });
    scorePlace(record, ['', '550 5.1.1 no'], section);
    scorePlace({ ...record, column: 4 }, ['', '550 5.1.1 no'], section);
    scorePlace(failureOf('kim@example.com'), [], section);
    assert.deepEqual(
      section.scores().map(({ right, of }) => [right, of]),
      [[1, 2]],
    );
  });
});

describe('the score of facts', () => {
  it('puts the codes before a text that does not bear them, and fills placeholders', () => {
    const fact = { code: '550', enhanced: 'X.1.1', temporary: false };
    assert.equal(replyOf(fact, '<address>: unknown'), '550 5.1.1 kim@example.com: unknown');
    assert.equal(replyOf(fact, '550 5.1.1 unknown'), '550 5.1.1 unknown');
    assert.equal(replyOf({ code: '0x800CCC92', enhanced: '', temporary: false }, 'Not valid'), 'Not valid (0x800CCC92)');
    assert.equal(replyOf({ code: '5yz', enhanced: '', temporary: false }, '<odd thing>'), '<odd thing>');
  });

  it('leaves out all that the writer of a scope has written, and nothing general', () => {
    assert.deepEqual(writersOfScope(knowledge.writers, 'gmail'), ['gmail-app', 'google']);
    assert.deepEqual(writersOfScope(knowledge.writers, 'postfix-smtpd'), ['postfix']);
    assert.deepEqual(writersOfScope(knowledge.writers, 'nobody-we-know'), []);
    const less = knowledgeWithout(knowledge, ['google']);
    assert.equal(
      less.rules.some(({ id }) => id.startsWith('google/')),
      false,
    );
    assert.equal(less.rules.length, knowledge.rules.filter(({ writer }) => writer !== 'google').length);
  });

  it('knows the categories of others', () => {
    assert.ok(reasonsOfCategory(subject, { source: 'zone-mta', reason: 'blacklist' }).includes('ip-blocklisted'));
    assert.ok(reasonsOfCategory(subject, { source: 'kumomta', reason: 'QuotaIssues' }).includes('mailbox-full'));
    assert.deepEqual(reasonsOfCategory(subject, { source: 'zone-mta', reason: 'no such word' }), []);
    const named = [
      ...new Set(
        ['blacklist', 'recipient', 'spam', 'capacity', 'network', 'other'].flatMap((reason) =>
          reasonsOfCategory(subject, { source: 'zone-mta', reason }),
        ),
      ),
    ];
    assert.deepEqual(
      named.filter((id) => !knowledge.reasons.some((reason) => reason.id === id)),
      [],
      'name reasons that exist',
    );
  });
});

describe('the table', () => {
  it('has counts beside per cents', () => {
    const section = openSection('Mails');
    section.add('found', true);
    section.add('found', 1, 2);
    section.add('nothing to find', 0, 0);
    assert.equal(
      tableOf([section]),
      `Mails\n  ${'found'.padEnd(52)}   66.7 %  (2 of 3)\n  ${'nothing to find'.padEnd(52)}        -  (0 of 0)`,
    );
  });
});

describe('npm run score', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'bounce-lens-score-'));
    const files = {
      'corpus/mail/a.eml': dsnFor('kim@example.com'),
      'corpus/mail/b.eml': 'From: kim@example.com\nSubject: Lunch\n\nAt noon?\n',
      'corpus/mail/expected.jsonl': rows(
        { file: 'a.eml', kind: 'bounce', dsn: [{ final: 'kim@example.com', action: 'failed' }] },
        { file: 'b.eml', kind: 'notbounce' },
      ),
      'corpus/real/mail.log': postfixLog,
      'corpus/real/expected.jsonl': rows(),
      'corpus/real/expected-log.jsonl': rows({
        log: 'mail.log',
        recipient: 'kim@example.com',
        failed: true,
        temporary: false,
        replyCode: '550',
        status: '5.1.1',
        reason: ['user_unknown'],
      }),
      'corpus/logs/exim-testsuite-logs.jsonl': rows({
        line: '2026-11-21 10:05:50 1uAbCd-0000aB-2C ** kim@example.com: Unrouteable address',
        event: 'failed',
        address: 'kim@example.com:',
      }),
      'corpus/logs/postfix-grok-patterns.jsonl': rows({
        line: postfixLog.split('\n')[0]?.split(']: ')[1],
        pattern: '^%{POSTFIX_SMTP}$',
        fields: { postfix_queueid: '4F5501', postfix_status: 'bounced' },
      }),
      'corpus/logs/postfix-parser.jsonl': rows({
        line: postfixLog.split('\n')[0],
        fields: { to: 'kim@example.com', relay: 'mx.example.com[192.0.2.5]:25', dsn: '5.1.2' },
      }),
      'corpus/texts/expected.jsonl': rows({ text: '550 192.0.2.9 listed at zen.spamhaus.org', reason: 'blacklist', source: 'zone-mta' }),
      'facts/providers.jsonl': rows({
        id: 'x',
        scope: 'x',
        code: '550',
        enhanced: '5.1.1',
        texts: ['User unknown', 'No such user'],
        cause: 'user_unknown',
        temporary: false,
        confidence: 'seen',
      }),
    };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const rows = (...all: readonly object[]): string => all.map((row) => `${JSON.stringify(row)}\n`).join('');
  const score = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'tools/score.ts', ...args], { cwd: root, encoding: 'utf8' });

  it('prints one table of all there is', function () {
    this.timeout(60_000);
    const misses = join(folder, 'misses.txt');
    const { status, stdout, stderr } = score('--corpus', join(folder, 'corpus'), '--facts', join(folder, 'facts'), '--misses', misses);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const counts = Object.fromEntries(
      [...stdout.matchAll(/^ {2}(\S.*?) {2,}[\d.-]+(?: %)? {2}\((\d+ of \d+)\)$/gm)].map(([, name, count]) => [name, count]),
    );
    for (const name of [
      'found',
      'mail.log: recipients found',
      'mail.log: reason',
      'exim lines: outcome',
      'exim lines: address',
      'postfix-grok-patterns: action',
      'zone-mta: category',
      'seen',
      'right without the writer’s own rules',
    ]) {
      // The second `found` is of the folder without mails.
      assert.equal(counts[name], name === 'found' ? '0 of 0' : '1 of 1', name);
    }
    assert.equal(counts['every wording'], '2 of 2');
    assert.equal(counts['postfix-parser: dsn-status'], '0 of 1');
    assert.match(readFileSync(misses, 'utf8'), /^postfix-parser: dsn-status 5\.1\.1 for 5\.1\.2/m);
  });

  it('says what it lacks', function () {
    this.timeout(60_000);
    const nothing = score();
    assert.equal(nothing.status, 2);
    assert.match(nothing.stderr, /lacks: --corpus DIR is not given.*\n.*lacks: --facts DIR is not given/);
    rmSync(join(folder, 'corpus/texts'), { recursive: true });
    const some = score('--corpus', join(folder, 'corpus'));
    assert.equal(some.status, 2);
    assert.match(some.stderr, /texts.expected\.jsonl is not there/);
    assert.match(some.stdout, /Mails of many sources/);
  });
});
