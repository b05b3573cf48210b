/** Mail that answers, confirms, complains or talks about errors is no bounce, whoever sends it and whatever numbers it holds. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { lens } from './knowledge.ts';

const folder = new URL('samples/not-bounces/', import.meta.url);

describe('no bounces', () => {
  const files = readdirSync(folder);
  it('there are samples', () => assert.ok(files.length >= 8));
  for (const file of files) {
    it(file, () => {
      const bytes = readFileSync(new URL(file, folder));
      const { kind, verdicts } = lens.analyze({ text: new TextDecoder().decode(bytes), bytes });
      const failures = verdicts.filter(({ finding }) => finding.outcome !== 'delivered');
      assert.equal(kind, 'mail');
      assert.deepEqual(
        failures.map(({ finding, rule }) => `${finding.event.dialect}: ${rule}`),
        [],
      );
    });
  }
});
