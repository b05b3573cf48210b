/**
 * Every adapter on pages as it sees them: `test/samples/webmail/<adapter>-<view>.html`. Each names its host and says how sure we are of it; what is
 * outside a message speaks of "550 messages". Then the same pages with every name gone: the words are still found.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adapterNames } from '../../../tools/webext-build.ts';
import { type Bench, openBench } from './in-page.ts';

const samples = join(import.meta.dirname, '../../samples/webmail');
const files = readdirSync(samples).filter((file) => file.endsWith('.html') && !file.endsWith('.frame.html'));

const code = `
import { adapters } from 'bounce-lens:adapters';
import { recognizes, shown } from './pick-adapter.ts';
import { readPages } from './read-pages.ts';
import { breath, createBatches } from './batches.ts';
globalThis.look = async () => {
  const pages = await readPages(window, { length: 1e6, elements: 1e6, batches: createBatches(1, () => breath(window)) });
  const [{ look: { adapter, fits } }] = pages;
  const texts = pages.flatMap(({ texts }) => texts.map(({ text }) => text.text));
  return {
    known: adapters.map((one) => recognizes(one, document)),
    fits,
    sure: adapter.sure,
    texts,
    replyBoxes: shown(document, adapter.replyBoxes ?? []).length,
  };
};
globalThis.rot = () => {
  for (const page of [document, ...[...document.querySelectorAll('iframe')].map(({ contentDocument }) => contentDocument)])
    for (const element of page.querySelectorAll('*'))
      for (const { name } of [...element.attributes])
        if (/^(?:class|id|role|data-.*)$/.test(name)) element.setAttribute(name, 'renamed');
};
`;
interface Seen {
  readonly known: readonly boolean[];
  readonly fits: boolean;
  readonly sure: string;
  readonly texts: readonly string[];
  readonly replyBoxes: number;
}

describe('adapters', function () {
  this.timeout(60_000);
  let bench: Bench;
  const served = { file: '' };
  before(async () => {
    bench = await openBench(code);
    await bench.page.route('**/*', async (route) => {
      const inFrame = route.request().frame().parentFrame() !== null;
      const body = readFileSync(join(samples, inFrame ? served.file.replace('.html', '.frame.html') : served.file));
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body });
    });
  });
  after(() => bench?.close());
  /** Look at a sample where its host says it lives. */
  const open = async (file: string) => {
    served.file = file;
    const host = /host: (\S+)/.exec(readFileSync(join(samples, file), 'utf8'))?.[1];
    assert.ok(host, `${file} names its host: <!-- host: mail.example.com`);
    await bench.page.goto(`https://${host}/`);
  };
  const look = (): Promise<Seen> => bench.page.evaluate(() => Reflect.get(globalThis, 'look')());

  for (const name of adapterNames()) {
    it(`${name} has a sample`, () =>
      assert.ok(
        files.some((file) => ownerOf(file) === name),
        `add test/samples/webmail/${name}-<view>.html`,
      ));
  }

  for (const file of files) {
    const owner = ownerOf(file);
    it(`${file}: its own adapter alone recognises it, and reads the message and nothing else`, async () => {
      await open(file);
      const seen = await look();
      const known = adapterNames().filter((_name, index) => seen.known[index]);
      assert.deepEqual(known, owner === 'any-page' ? ['any-page'] : [owner, 'any-page']);
      assert.equal(seen.fits, true);
      assert.equal(
        seen.texts.some((text) => text.includes('550 5.1.1')),
        !file.includes('-list'),
        JSON.stringify(seen.texts),
      );
      if (owner !== 'any-page') assert.ok(!seen.texts.some((text) => text.includes('550 messages')), JSON.stringify(seen.texts));
    });
    it(`${file} says how sure we are, as its adapter does`, async () => {
      const words = { run: /is run by our tests/, source: /product’s own/, seen: /agree/, reported: /agree|one program/, guess: /guessed/ };
      const said = /how sure: ([^>]*) -->/.exec(readFileSync(join(samples, file), 'utf8'))?.[1] ?? '';
      const { sure } = await look();
      assert.match(said, Reflect.get(words, sure), `${sure}: ${said}`);
    });
    if (owner === 'any-page' || file.includes('-list')) continue;
    it(`${file}, when no name of it is left, is read whole`, async () => {
      await bench.page.evaluate(() => Reflect.get(globalThis, 'rot')());
      const seen = await look();
      assert.ok(seen.texts.some((text) => text.includes('550 5.1.1')));
    });
  }
  for (const file of files.filter((one) => /contenteditable="true"|<textarea/.test(readFileSync(join(samples, one), 'utf8')))) {
    it(`${file}: the box for the reply is found`, async () => {
      await open(file);
      assert.equal((await look()).replyBoxes, 1);
    });
  }
});

/** The adapter whose name the file begins with, the longest where several do. */
function ownerOf(file: string): string | undefined {
  return [...adapterNames()].sort((a, b) => b.length - a.length).find((name) => file.startsWith(`${name}-`));
}
