import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createLens } from '../../shared/src/index.ts';
import type { Analysis } from '../../shared/src/model.ts';
import { chanceOf } from '../../tools/fuzz/chance.ts';
import { failureOf, minimised } from '../../tools/fuzz/failures.ts';
import { type FuzzInput, kinds, makeInput } from '../../tools/fuzz/inputs.ts';
import { obeysMemoryLaws, obeysReadingLaws } from '../../tools/fuzz/laws.ts';
import { readSeeds } from '../../tools/fuzz/seeds.ts';
import { cellsOf, obeysHoverLaws, obeysTerminalLaws } from '../../tools/fuzz/surface-laws.ts';
import { tryInput } from '../../tools/fuzz/try-input.ts';
import { knowledge, lens, texts } from '../knowledge.ts';

const seeds = readSeeds(join(import.meta.dirname, '..', '..'));

describe('the fuzzer', function () {
  this.timeout(30_000);
  it('makes the same input of the same seed and number', () => {
    const inputs = (seed: number): readonly FuzzInput[] => Array.from({ length: 50 }, (_, n) => makeInput(seeds, chanceOf(seed, n), []));
    assert.deepEqual(inputs(7), inputs(7));
    assert.notDeepEqual(inputs(7), inputs(8));
  });

  it('makes every kind of input, and most of it is read as something', () => {
    const inputs = Array.from({ length: 600 }, (_, n) => makeInput(seeds, chanceOf(1, n), []));
    assert.deepEqual([...new Set(inputs.map(({ kind }) => kind))].sort(), [...kinds].sort());
    const read = inputs.filter(({ kind, text }) => kind !== 'pack' && kind !== 'file' && lens.analyze({ text }).verdicts.length > 0);
    assert.ok(read.length > 200, `${read.length} of 600 tell of a delivery: the rest of the code is never reached`);
  });

  it('finds nothing in a thousand inputs', async () => {
    for (let n = 0; n < 1_000; n++)
      await tryInput({ lens, younger: lens, knowledge, texts }, makeInput(seeds, chanceOf(2, n), []), 'showing');
  });

  it('makes a failing input small', async () => {
    const fails = async (input: FuzzInput) => (input.text.includes('<>') ? failureOf(input, new Error('it has <>')) : undefined);
    const first = await fails({ kind: 'text', text: `${'x'.repeat(300)}<>${'y'.repeat(40)}` });
    assert.ok(first);
    assert.equal((await minimised(first, fails)).input.text, '<>');
  });
});

describe('the laws of the fuzzer can be broken', () => {
  const analysis = lens.analyze({ text: '550 5.1.1 User unknown' });

  it('by a mark outside of the text', () => {
    obeysReadingLaws({ text: '550 5.1.1 User unknown' }, analysis);
    assert.throws(() => obeysReadingLaws({ text: '550' }, analysis), /mark|anchor/);
  });
  it('by evidence that is not what stands there', () => {
    assert.throws(() => obeysReadingLaws({ text: '551 5.1.1 User unknown' }, analysis), /is not what stands/);
  });
  it('by marks in disorder', () => {
    const disorder: Analysis = { ...analysis, marks: [...analysis.marks].reverse() };
    assert.ok(disorder.marks.length > 1);
    assert.throws(() => obeysReadingLaws({ text: '550 5.1.1 User unknown' }, disorder), /behind/);
  });
  it('by a lens that answers otherwise than one that has read less', () => {
    const source = { text: '552 5.2.2 <kim@example.com>: user is over quota' };
    const younger = createLens({ knowledge: structuredClone(knowledge), texts });
    obeysMemoryLaws({ lens, younger }, source);
    const forgetful = createLens({ knowledge: { ...knowledge, rules: [] }, texts });
    assert.throws(() => obeysMemoryLaws({ lens, younger: forgetful }, source), /another answer/);
  });
  it('by a hover that is more than text', () => {
    obeysHoverLaws('### a\\<b\\> `<b>` [x](command:bounceLens.copySummary?%5B%5D) [y](https://example.com/)');
    for (const hover of [
      '<b>',
      '[x](command:other.run?%5B%5D)',
      '[x](javascript:a)',
      '![](https://example.com/)',
      'https://example.com',
      'a\u202eb',
      '[a]: b',
    ])
      assert.throws(() => obeysHoverLaws(hover), hover);
  });
  it('by a terminal that is written to', () => {
    obeysTerminalLaws('a\nb');
    for (const text of ['\x1b[2J', 'a\u202eb', 'a\rb']) assert.throws(() => obeysTerminalLaws(text), JSON.stringify(text));
  });
  it('by a cell', () => assert.deepEqual(cellsOf('a,"b,""c""\r\n",,d'), ['a', 'b,"c"\r\n', '', 'd']));
});
