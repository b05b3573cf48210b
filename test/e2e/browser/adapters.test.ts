/** Every adapter on pages as it sees them: `test/samples/webmail/<adapter>-<view>.html`, and on those of the others. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapterNames } from '../../../tools/webext-build.ts';
import { type Bench, openBench } from './in-page.ts';

const samples = join(import.meta.dirname, '../../samples/webmail');
const files = readdirSync(samples).filter((file) => file.endsWith('.html'));

const code = `
import { adapters } from 'bounce-lens:adapters';
import { readPageText } from './page-text.ts';
globalThis.look = () => {
  const known = adapters.map((adapter) => adapter.recognizes(document));
  const adapter = adapters[known.indexOf(true)];
  return { known, texts: adapter.roots(document).map((root) => readPageText(root, { length: 1e6 }).text) };
};
`;

describe('adapters', function () {
  this.timeout(60_000);
  let bench: Bench;
  before(async () => {
    bench = await openBench(code);
  });
  after(() => bench?.close());

  for (const name of adapterNames()) {
    it(`${name} has a sample`, () =>
      assert.ok(
        files.some((file) => file.startsWith(`${name}-`)),
        `add test/samples/webmail/${name}-<view>.html`,
      ));
  }

  for (const file of files) {
    it(`${file} is recognised by its own adapter, and its message is read`, async () => {
      await bench.page.goto(`file://${join(samples, file)}`);
      const seen: { readonly known: readonly boolean[]; readonly texts: readonly string[] } = await bench.page.evaluate(() =>
        Reflect.get(globalThis, 'look')(),
      );
      const own = adapterNames().filter((_name, index) => seen.known[index]);
      assert.deepEqual(
        own.filter((name) => name !== 'any-page' || own.length === 1).map((name) => file.startsWith(`${name}-`)),
        [true],
      );
      const shows = !file.includes('-list');
      assert.equal(
        seen.texts.some((text) => text.includes('550 5.1.1')),
        shows,
        readFileSync(join(samples, file), 'utf8'),
      );
      if (!file.startsWith('any-page-')) assert.ok(!seen.texts.some((text) => text.includes('550 messages')), 'only the message is read');
    });
  }
});
