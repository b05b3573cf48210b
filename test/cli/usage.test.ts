import assert from 'node:assert/strict';
import { bounceLens, objectIn, recordsIn } from './the-program.ts';

describe('bounce-lens', () => {
  it('lists its knowledge, a line for each reason and rule', async () => {
    const { status, stdout } = await bounceLens(['knowledge', '--format', 'ndjson']);
    assert.equal(status, 0);
    const lines = recordsIn(stdout);
    const reasons = lines.filter(({ kind }) => kind === 'reason');
    const rules = lines.filter(({ kind }) => kind === 'rule');
    assert.equal(reasons.length + rules.length, lines.length);
    assert.ok(rules.length > 0);
    const known = new Set(reasons.map(({ id }) => id));
    for (const { id, reason } of rules) assert.ok(known.has(reason), `rule ${id} names no known reason: ${reason}`);
    for (const { id, aliases } of reasons) {
      const words = objectIn(JSON.stringify(aliases));
      assert.ok(
        ['sisimai', 'kumomta', 'facts'].every((vocabulary) => Array.isArray(words[vocabulary])),
        `reason ${id}`,
      );
    }
  });

  it('leaves with 2 for wrong usage, saying what is wrong', async () => {
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /Say what to do/],
      [['open'], /No such command: open/],
      [['triage'], /needs a file or folder/],
      [['triage', '--format', 'xml', 'a'], /not xml/],
      [['triage', '--fromat', 'csv', 'a'], /--fromat/],
      [['explain'], /needs the text/],
      [['explain', '--format', 'csv', 'a'], /not csv/],
      [['knowledge', '--format', 'json'], /not json/],
    ];
    for (const [args, message] of wrong) {
      const { status, stdout, stderr } = await bounceLens(args);
      assert.deepEqual({ status, stdout }, { status: 2, stdout: '' }, args.join(' '));
      assert.match(stderr, message);
    }
  });

  it('helps, and tells its version', async () => {
    assert.match((await bounceLens(['--help'])).stdout, /bounce-lens triage .*\n(.*\n)*.*Exit status/);
    assert.match((await bounceLens(['triage', '--help'])).stdout, /bounce-lens triage/);
    const version = await bounceLens(['--version']);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
    assert.equal(version.status, 0);
  });
});
