/** The built command line over what a real Postfix wrote about failures that we staged: log and bounces. Needs root on Debian. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inbound, mailHostOf, scenarios } from './scenarios.ts';

const root = join(import.meta.dirname, '..', '..');

/** The fields of docs/record.md that these tests look at. */
interface DeliveryRecord {
  readonly file: string;
  readonly dialect: string;
  readonly direction: string;
  readonly outcome: string;
  readonly recipient?: string;
  readonly replyCode?: string;
  readonly enhancedStatus?: string;
  readonly remoteMta?: string;
  readonly reason: string;
  readonly fate?: string;
}

function triage(folder: string): readonly DeliveryRecord[] {
  const printed = execFileSync(process.execPath, [join(root, 'dist/bounce-lens.cjs'), 'triage', '--format', 'ndjson', '--all', folder], {
    encoding: 'utf8',
  });
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line): DeliveryRecord => JSON.parse(line));
}

describe('a real Postfix', function () {
  this.timeout(300_000);
  let out = '';
  let records: readonly DeliveryRecord[] = [];

  before(() => {
    out = mkdtempSync(join(tmpdir(), 'bounce-lens-postfix-'));
    writeFileSync(
      join(out, 'hosts'),
      scenarios.map(({ recipient, address }) => `${recipient.split('@')[1]} ${mailHostOf(recipient)} ${address}\n`).join(''),
    );
    execFileSync('bash', [join(import.meta.dirname, 'postfix.sh'), out], { stdio: ['ignore', 'inherit', 'inherit'] });
    rmSync(join(out, 'hosts'));
    records = triage(out);
  });
  after(() => rmSync(out, { recursive: true, force: true }));

  const inLog = (recipient: string): readonly DeliveryRecord[] =>
    records.filter((record) => record.file.endsWith('mail.log') && record.recipient === recipient);
  const inBounces = (recipient: string): readonly DeliveryRecord[] =>
    records.filter((record) => record.file.endsWith('.eml') && record.recipient === recipient);

  for (const { id, recipient, expected, refused } of scenarios) {
    it(`logs ${id}`, () => {
      const found = inLog(recipient);
      assert.ok(found.length > 0, `no record of ${recipient} in the log`);
      for (const record of found) {
        assert.deepEqual(
          {
            dialect: record.dialect,
            direction: record.direction,
            outcome: record.outcome,
            reason: record.reason,
            replyCode: record.replyCode,
            enhancedStatus: record.enhancedStatus,
          },
          {
            dialect: 'postfix',
            direction: 'outbound',
            outcome: expected.outcome,
            reason: expected.reason,
            replyCode: expected.replyCode,
            enhancedStatus: expected.enhancedStatus ?? record.enhancedStatus,
          },
        );
        if (expected.replyCode !== undefined && refused !== true) assert.equal(record.remoteMta, mailHostOf(recipient));
      }
    });
  }

  for (const { id, recipient, expected } of scenarios.filter((scenario) => scenario.expected.outcome !== 'delivered')) {
    it(`reports ${id} to the sender`, () => {
      const found = inBounces(recipient);
      assert.equal(found.length, 1, `one bounce tells of ${recipient}`);
      assert.equal(found[0]?.dialect, 'dsn');
      assert.equal(found[0]?.outcome, expected.outcome === 'deferral' ? 'delayed-notice' : 'permanent-failure');
      assert.equal(found[0]?.reason, expected.reason);
      assert.equal(found[0]?.replyCode, expected.replyCode);
    });
  }

  for (const { id, recipient, reason, replyCode, enhancedStatus } of inbound) {
    it(`refuses ${id}`, () => {
      const [record] = inLog(recipient);
      assert.deepEqual(
        { direction: record?.direction, reason: record?.reason, replyCode: record?.replyCode, enhancedStatus: record?.enhancedStatus },
        { direction: 'inbound', reason, replyCode, enhancedStatus },
      );
    });
  }

  it('wrote nothing that is not accounted for', () => {
    const known = new Set<string | undefined>([...scenarios, ...inbound].map(({ recipient }) => recipient));
    const strangers = records.filter((record) => record.outcome !== 'delivered' && !known.has(record.recipient));
    assert.deepEqual(strangers, []);
    assert.equal(readdirSync(join(out, 'bounces')).length, scenarios.filter(({ expected }) => expected.outcome !== 'delivered').length);
  });
});
