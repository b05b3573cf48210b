/** Characters told by their code units are those of the expressions' classes. */
import assert from 'node:assert/strict';
import { isBehindBlank, isDigitAt, isSpaceAt, isWordAt } from '../../../shared/src/scan/characters.ts';

const units = Array.from({ length: 1 << 16 }, (_, unit) => String.fromCharCode(unit));
const differing = (is: (text: string, at: number) => boolean, like: RegExp): readonly string[] =>
  units.filter((unit) => is(`a${unit}`, 1) !== like.test(unit));

describe('single characters', () => {
  it('are spaces, digits and letters of words as the expressions say', () => {
    assert.deepEqual(differing(isSpaceAt, /\s/), []);
    assert.deepEqual(differing(isDigitAt, /\d/), []);
    assert.deepEqual(differing(isWordAt, /\w/), []);
  });
  it('are nothing outside of the text', () => {
    for (const is of [isSpaceAt, isDigitAt, isWordAt]) assert.deepEqual([is('1 ', -1), is(' 1', 2), is('', 0)], [false, false, false]);
  });
  it('tell where a word may begin', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((at) => isBehindBlank('a b', at)),
      [true, false, true, false],
    );
  });
});
