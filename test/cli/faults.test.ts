/** What can go wrong beneath the command line: a full disk, a reader that leaves, a file that shrinks or fails while it is read, a clock that goes back. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultsIn } from '../../cli/src/findings.ts';
import { readRecords } from '../../cli/src/read-records.ts';
import { knowledge, lens } from '../knowledge.ts';
import { postfixLog } from './some-mails.ts';
import { bounceLens, bounceLensCutShort, bounceLensInto, bounceLensSignalled, recordsIn } from './the-program.ts';

describe('bounce-lens, when things fail', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-faults-'));
  const log = join(folder, 'mail.log');
  before(() => writeFileSync(log, postfixLog.repeat(3_000)));
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const format of ['table', 'ndjson', 'csv']) {
    it(`says so and leaves with 1 where the disk is full: ${format}`, async () => {
      const { status, stderr } = await bounceLensInto('/dev/full', ['triage', '--format', format, log]);
      assert.deepEqual(
        [status, /^bounce-lens: the output could not be written: .*(?:ENOSPC|no space left)/i.test(stderr)],
        [1, true],
        stderr,
      );
    });
  }
  it('says so of an answer, too', async () => {
    const { status, stderr } = await bounceLensInto('/dev/full', ['explain', '550 5.1.1 User unknown']);
    assert.deepEqual([status, /could not be written/.test(stderr)], [1, true], stderr);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`leaves nothing of a file that it was writing when it is ended by ${signal}`, async () => {
      const place = mkdtempSync(join(folder, 'out-'));
      writeFileSync(join(place, 'bounces.csv'), 'of yesterday');
      const args = ['triage', '--format', 'csv', '--output', join(place, 'bounces.csv'), '-'];
      const { status } = await bounceLensSignalled(args, signal, () => readdirSync(place).length > 1);
      assert.notEqual(status, 0);
      assert.deepEqual([readdirSync(place), readFileSync(join(place, 'bounces.csv'), 'utf8')], [['bounces.csv'], 'of yesterday']);
    });
  }

  it('leaves quietly where nobody reads on', async () => {
    const { status, stderr } = await bounceLensCutShort(['triage', '--format', 'ndjson', log]);
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('writes whole records of a file that is cut while it is read', async () => {
    const cut = join(folder, 'cut.log');
    const records = join(folder, 'records.ndjson');
    writeFileSync(cut, postfixLog.repeat(20_000));
    const { status, stderr } = await bounceLensInto(records, ['triage', '--format', 'ndjson', cut], {
      begun: () => void setTimeout(() => truncateSync(cut, 0), 250),
    });
    assert.ok(status === 0 || status === 1, stderr);
    assert.doesNotMatch(stderr, /\n {4}at /, 'no stack of ours');
    for (const { outcome, file } of recordsIn(readFileSync(records, 'utf8'))) assert.ok(typeof outcome === 'string' && file === cut);
  });

  it('keeps what it has read of a file that fails in the middle', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(postfixLog.repeat(6_000));
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    }
    const found: unknown[] = [];
    for await (const findings of readRecords({ name: 'x.log', bytes: failing(), modified: new Date(0) }, { lens, knowledge, all: false }))
      found.push(...faultsIn(findings));
    assert.deepEqual(found.at(-1), { name: 'x.log', fault: 'the disk failed to read it' });
  });

  it('tells the same of a log whose clock goes back', async () => {
    const lines = postfixLog.split('\n').filter((line) => line !== '');
    const back = lines.map((line, index) => (index === 2 ? line.replace(' 10:16:00 ', ' 09:16:00 ') : line)).join('\n');
    const toldOf = async (input: string) =>
      recordsIn((await bounceLens(['triage', '--format', 'ndjson', '-'], { input })).stdout).map(({ attempts, fate, reason, queueId }) => ({
        attempts,
        fate,
        reason,
        queueId,
      }));
    assert.notEqual(back, lines.join('\n'));
    assert.deepEqual(await toldOf(back), await toldOf(lines.join('\n')));
  });
});
